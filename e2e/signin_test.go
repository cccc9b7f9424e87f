//go:build e2e

package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/ledongthuc/pdf"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/keys"
)

const (
	adminPassword = "lantern-river-7"
	clerkPassword = "harvest-moon-8"
)

// TestSomebodySignsInLocksAndHandsOver is the first day of a new file: it is made
// in the window, with its administrator and the recovery shares; he signs in, locks
// a half-typed form away, comes back to it, and hands the counter over to a clerk.
func TestSomebodySignsInLocksAndHandsOver(t *testing.T) {
	d := open(t)
	papers := filepath.Join(t.TempDir(), "papers")
	for _, folder := range []string{papers, d.config} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(d.config, "settings.json"), []byte(`{"folder":`+strconv.Quote(papers)+`}`), 0o600); err != nil {
		t.Fatal(err)
	}
	d.launchWith("-lang", "zh")
	d.typeIn("Miyi hall")
	d.key("Tab")
	d.typeIn("Shen Li")
	d.key("Tab", "ctrl+a")
	d.typeIn(d.file)
	d.key("Tab", "space")
	await(t, "the file is made", func() bool { _, err := os.Stat(d.file); return err == nil })
	d.until("1", "SELECT count(*) FROM sqlite_schema WHERE name = 'sign_ins_by_staff'")
	d.until("1", "SELECT count(*) FROM staff")
	d.settle()
	d.shot("signin-1-first")
	d.typeIn("MY001")
	d.key("Tab", "Tab")
	d.typeIn(adminPassword)
	d.key("Tab")
	d.typeIn(adminPassword)
	d.key("Return")
	await(t, "the keys are made", func() bool { _, err := os.Stat(d.file + ".keys2"); return err == nil })
	d.settle()
	d.keepShares(papers)
	d.shot("signin-2-page")

	d.typeIn("MY001")
	d.key("Tab")
	d.typeIn(adminPassword)
	d.key("Return")
	d.hold()
	d.audited("signed_in", 1)
	d.settle()
	d.key("ctrl+n")
	d.typeIn("zx")
	d.key("Return")
	d.typeIn("asks about the ")
	d.key("ctrl+l")
	d.audited("locked", 1)
	d.shot("signin-3-locked")
	d.key("ctrl+n", "Escape", "F2") // nothing below is reached
	d.typeIn("wrong-word-9")
	d.key("Return")
	d.audited("sign_in_failed", 1)
	d.settle()
	d.shot("signin-4-wrong")
	<-time.After(2 * time.Second) // the next try waits
	d.typeIn(adminPassword)
	d.key("Return")
	d.audited("signed_in", 2)
	d.settle()
	d.typeIn("second step")
	d.key("ctrl+s")
	d.shot("signin-5-back")
	await(t, "the form goes on where it was", func() bool { return strings.Contains(d.ask("SELECT fields FROM drafts"), "asks about the second step") })

	d.end()
	d.clerk()
	d.launch()
	d.typeIn(adminPassword) // his number stands there
	d.key("Return")
	d.audited("signed_in", 5)
	d.settle()
	// Three actions: the lock, somebody else, Enter; number and password are typed.
	d.key("ctrl+l")
	d.audited("locked", 2)
	d.key("ctrl+l")
	d.typeIn("MY021")
	d.key("Tab")
	d.typeIn(clerkPassword)
	d.key("Return")
	d.audited("signed_out", 1)
	d.audited("signed_in", 6)
	d.settle()
	d.shot("signin-6-clerk")
	if left := d.ask("SELECT count(*) FROM drafts WHERE owner_id = (SELECT id FROM staff WHERE staff_no = 'MY001')"); left != "1" {
		t.Errorf("%s drafts of the administrator are kept, want 1", left)
	}
	d.end()
}

// settle gives the window the time to draw what it was just given.
func (d *desk) settle() { <-time.After(1500 * time.Millisecond) }

// hold waits for the file to be sealed, and takes its key to read beside the
// program.
func (d *desk) hold() {
	d.t.Helper()
	await(d.t, "the file is sealed", func() bool { sealed, err := data.Sealed(d.file); return err == nil && sealed })
	ring, err := keys.Read(d.file)
	if err != nil {
		d.t.Fatal(err)
	}
	key, err := ring.Open("MY001", adminPassword)
	if err != nil {
		d.t.Fatal(err)
	}
	lock, err := data.Unlock(d.file, key)
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(lock)
}

// audited waits for so many entries of a kind.
func (d *desk) audited(kind string, count int) {
	d.t.Helper()
	d.until(strconv.Itoa(count), "SELECT count(*) FROM audit_entries WHERE kind = ?", kind)
}

// end closes the window and waits for the program.
func (d *desk) end() {
	d.t.Helper()
	if err := d.program.Process.Signal(syscall.SIGTERM); err != nil {
		d.t.Fatal(err)
	}
	select {
	case err := <-d.ended:
		d.t.Log("the program ended:", err)
	case <-time.After(20 * time.Second):
		d.t.Fatal("the program does not end")
	}
}

// keepShares saves the paper of each share, reads it as its keeper would, and
// types a group of each back. The focus is where the first is typed.
func (d *desk) keepShares(folder string) {
	d.t.Helper()
	d.key("shift+Tab")
	var groups [][]string
	for share := range 3 {
		d.key("space")
		path := filepath.Join(folder, "恢复码 "+strconv.Itoa(share+1)+".pdf")
		await(d.t, "the paper of a share is saved", func() bool { _, err := os.Stat(path); return err == nil })
		groups = append(groups, d.groupsOn(path))
		if share < 2 {
			d.key("Tab", "Tab")
		}
	}
	d.shot("signin-1-shares")
	d.key("shift+Tab", "shift+Tab", "shift+Tab")
	for share, at := range []int{2, 4, 6} {
		d.typeIn(strings.ToLower(groups[share][at]))
		d.key("Return")
	}
	d.settle()
}

var shareGroups = regexp.MustCompile(`[0-9A-HJKMNP-TV-Z]{4}`)

func (d *desk) groupsOn(path string) []string {
	d.t.Helper()
	f, r, err := pdf.Open(path)
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	text, err := r.Page(1).GetPlainText(nil)
	if err != nil {
		d.t.Fatal(err)
	}
	var found []string
	for line := range strings.SplitSeq(text, "\n") {
		if all := shareGroups.FindAllString(line, -1); len(all) == 4 && len(strings.ReplaceAll(line, " ", "")) == 16 {
			found = append(found, all...)
		}
	}
	if len(found) != 8 {
		d.t.Fatalf("the paper says %q: %d groups, want 8", text, len(found))
	}
	return slices.Clip(found)
}

// clerk lets a clerk in, who has chosen a password of his own.
func (d *desk) clerk() {
	d.t.Helper()
	ctx := d.t.Context()
	s, by, err := data.SignInTo(ctx, d.file, data.Options{}, "MY001", adminPassword)
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	p, err := s.SaveStaff(ctx, by, app.Staff{}, app.Staff{StaffNo: "MY021", Name: "Luo", Unit: by.Unit, Roles: []app.Role{app.Counter}, ValidFrom: "2020-01-01"})
	if err == nil {
		err = s.SetPassword(ctx, by, p.ID, "Q7QK-2MNP-ABCD")
	}
	if err == nil {
		_, err = s.SignInAnew(ctx, "MY021", "Q7QK-2MNP-ABCD", clerkPassword)
	}
	if err != nil {
		d.t.Fatal(err)
	}
}
