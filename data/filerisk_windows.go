package data

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

func onNetwork(folder string) bool {
	root := filepath.VolumeName(folder) + `\`
	if strings.HasPrefix(root, `\\`) {
		return true
	}
	name, err := windows.UTF16PtrFromString(root)
	return err == nil && windows.GetDriveType(name) == windows.DRIVE_REMOTE
}
