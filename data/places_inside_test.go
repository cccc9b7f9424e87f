package data

import (
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
)

// placesStick is a folder as a system makes it for a disk, with packages in it.
func placesStick(t *testing.T, root, name string, packages ...string) string {
	t.Helper()
	folder := filepath.Join(root, name)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, p := range packages {
		if err := os.WriteFile(filepath.Join(folder, p), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestTheFolderOfLastTimeIsOfferedBeforeTheSticks(t *testing.T) {
	root := t.TempDir()
	first := placesStick(t, root, "KINGSTON", "a"+app.PackageEnding, "b"+app.PackageEnding, "list.xlsx")
	second := placesStick(t, root, "王工的盘")
	placesStick(t, root, ".hidden")
	disks := mountedUnder(filepath.Join(root, "nowhere"), root)
	got := places(t.Context(), second, disks)
	if len(got) != 2 || got[0].Path != second || !got[0].Last || !got[0].Removable || got[1].Path != first || got[1].Last {
		t.Fatalf("offered are %+v", got)
	}
	if got[1].Packages != 2 || got[1].Gone || got[1].Free == 0 {
		t.Errorf("the stick reads %+v, want two packages and room", got[1])
	}
}

func TestAStickThatIsNotPluggedInIsSaidToBeGone(t *testing.T) {
	root := t.TempDir()
	lost := filepath.Join(root, "KINGSTON", "交换")
	got := places(t.Context(), lost, mountedUnder(root))
	if len(got) != 1 || !got[0].Gone || !got[0].Last {
		t.Errorf("offered are %+v", got)
	}
	if got := places(t.Context(), "", nil); len(got) != 0 {
		t.Errorf("offered are %+v, want none", got)
	}
}

func TestAFolderOnAStickIsOfAStick(t *testing.T) {
	root := t.TempDir()
	folder := filepath.Join(placesStick(t, root, "KINGSTON"), "交换")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	got := places(t.Context(), folder, mountedUnder(root))
	if len(got) != 2 || !got[0].Removable || got[0].Gone {
		t.Errorf("offered are %+v", got)
	}
}
