package data

import (
	"path/filepath"
	"strings"

	"lamplighter/app"
)

// RiskOf says what is unsafe about the place of a file. On a network drive
// neither locks nor shared memory hold, so a file is not opened there; a folder
// that another program copies into a cloud is only warned of.
func RiskOf(path string) app.FileRisk {
	full, err := filepath.Abs(path)
	if err != nil {
		full = path
	}
	if real, err := filepath.EvalSymlinks(filepath.Dir(full)); err == nil {
		full = filepath.Join(real, filepath.Base(full))
	}
	switch {
	case onNetwork(filepath.Dir(full)):
		return app.RiskNetwork
	case inCloud(full):
		return app.RiskCloud
	}
	return app.RiskNone
}

// clouds are what the folders of programs that copy files into a cloud begin
// with, in small letters.
var clouds = []string{"onedrive", "坚果云", "nutstore", "我的坚果云", "百度网盘", "baidunetdisk", "baidusyncdisk", "百度云同步盘", "dropbox", "icloud", "com~apple~clouddocs", "google drive", "googledrive", "wps云盘", "wps cloud", "wpsdrive", "阿里云盘", "aliyundrive", "微云", "腾讯微云", "nextcloud", "owncloud", "seafile", "天翼云盘", "115生活"}

func inCloud(path string) bool {
	for _, part := range strings.FieldsFunc(path, func(r rune) bool { return r == '/' || r == '\\' }) {
		for _, cloud := range clouds {
			if strings.HasPrefix(strings.ToLower(part), cloud) {
				return true
			}
		}
	}
	return false
}
