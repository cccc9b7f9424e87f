package data

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"lamplighter/app"
)

// SyncPlaces lists the folders that packages can go through: the one of last
// time, then the sticks and other disks that are carried about, where the system
// shows them.
func (s *Store) SyncPlaces(ctx context.Context, by app.Actor, last string) ([]app.SyncPlace, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.Synchronise); err != nil {
		return nil, err
	}
	return places(ctx, last, RemovableDisks()), ctx.Err()
}

func places(ctx context.Context, last string, disks []string) []app.SyncPlace {
	var out []app.SyncPlace
	if last != "" {
		place := app.SyncPlace{Path: last, Last: true}
		for _, disk := range disks {
			place.Removable = place.Removable || last == disk || strings.HasPrefix(last, strings.TrimSuffix(disk, string(filepath.Separator))+string(filepath.Separator))
		}
		out = append(out, place)
	}
	for _, disk := range disks {
		if disk != last {
			out = append(out, app.SyncPlace{Path: disk, Removable: true})
		}
	}
	for i := range out {
		if ctx.Err() != nil {
			return out // a disk that answers slowly is not waited for
		}
		look(&out[i])
	}
	return out
}

// look says how much room a folder has and how many packages lie in it.
func look(place *app.SyncPlace) {
	names, err := os.ReadDir(place.Path)
	if err != nil {
		place.Gone = true
		return
	}
	place.Free = freeIn(place.Path)
	for _, name := range names {
		if strings.HasSuffix(name.Name(), app.PackageEnding) {
			place.Packages++
		}
	}
}

// mountedUnder are the folders that a system makes for disks: those in each of
// some folders.
func mountedUnder(folders ...string) []string {
	var out []string
	for _, folder := range folders {
		names, err := os.ReadDir(folder)
		if err != nil {
			continue // this system has none there
		}
		for _, name := range names {
			if name.IsDir() && !strings.HasPrefix(name.Name(), ".") {
				out = append(out, filepath.Join(folder, name.Name()))
			}
		}
	}
	return out
}
