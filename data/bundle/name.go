package bundle

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"lamplighter/app"
)

// Ending is how the files of packages end.
const Ending = ".lampkg"

// havePrefix is how the names of have files begin.
const havePrefix = "have."

// Name is what the name of a package's file says. All signs of it can stand on
// a FAT32 stick.
type Name struct {
	Company     string // eight digits of its mark
	Area        app.Area
	Code        string // of the author
	First, Last int64
	Hash        string // eight digits of the file's SHA-256
}

// NameOf names the file of a package.
func NameOf(h Header, content []byte) string {
	sum := sha256.Sum256(content)
	area := strconv.FormatInt(int64(h.Area), 10)
	return fmt.Sprintf("%s-%s-%s-%d-%d-%x%s", CompanyDigits(h.Company), strings.Replace(area, "-", "n", 1), h.Author.Code, h.First, h.Last, sum[:4], Ending)
}

// CompanyDigits begin the names of a company's packages.
func CompanyDigits(mark []byte) string {
	text := hex.EncodeToString(mark)
	return text[:min(len(text), 8)]
}

var packageName = regexp.MustCompile(`^([0-9a-f]{8})-(n?)([0-9]{1,18})-([0-9A-Z]{1,12})-([0-9]{1,18})-([0-9]{1,18})-([0-9a-f]{8})\.lampkg$`)

// ParseName reads the name of a package's file; false for any other file.
func ParseName(file string) (Name, bool) {
	part := packageName.FindStringSubmatch(file)
	if part == nil {
		return Name{}, false
	}
	number := func(text string) int64 { n, _ := strconv.ParseInt(text, 10, 64); return n } // digits, as many as fit
	n := Name{Company: part[1], Area: app.Area(number(part[3])), Code: part[4], First: number(part[5]), Last: number(part[6]), Hash: part[7]}
	if part[2] == "n" {
		n.Area = -n.Area
	}
	return n, true
}

// HaveName names the have file of a device.
func HaveName(code string) string { return havePrefix + code }

// IsHave reports whether a file is somebody's have file.
func IsHave(file string) bool {
	return strings.HasPrefix(file, havePrefix) && !strings.HasSuffix(file, half)
}
