package backups

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2/lang"

	"lamplighter/screens/widgets"
)

// megabytes are how much room one may have set aside for when the disk is full.
var megabytes = []int64{0, usualRoom, 64, 128, 256, 512, 1024}

// usualRoom is what is set aside unless somebody chose otherwise.
const usualRoom = 16

// RoomKept is how many bytes are set aside beside the file.
func RoomKept(prefs Preferences) int64 { return roomChosen(prefs) << 20 }

func roomChosen(prefs Preferences) int64 {
	n, err := strconv.ParseInt(prefs.Get(Room), 10, 64)
	if err != nil || !slices.Contains(megabytes, n) {
		return usualRoom
	}
	return n
}

// roomField is the field of it; it is set aside when the file is looked after next.
func roomField(prefs Preferences) *widgets.CodeField {
	var options []widgets.Option
	for _, n := range megabytes {
		label := lang.X("room.none", "none")
		if n > 0 {
			label = lang.L("{{.N}} MB", map[string]any{"N": n})
		}
		options = append(options, widgets.Option{Code: strconv.FormatInt(n, 10), Label: label})
	}
	return widgets.NewSettledField(options, strconv.FormatInt(roomChosen(prefs), 10), func(code string) { prefs.Set(Room, code) })
}
