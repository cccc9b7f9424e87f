//go:build e2e

// Package e2e drives the built program in a real window, on a display of its
// own, with the keys a clerk would press, and looks into the file afterwards.
package e2e

import (
	"database/sql"
	"fmt"
	"image"
	_ "image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"lamplighter/data/seal"
)

const theList = "../data/sheet/testdata/用电客户档案清单.csv"

// desk is a display with the program on it.
type desk struct {
	t       testing.TB
	display string
	binary  string
	config  string
	file    string
	program *exec.Cmd
	ended   chan error
}

// await asks again until the answer is yes or the time is up.
func await(t testing.TB, what string, yes func() bool) {
	t.Helper()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	late := time.After(30 * time.Second)
	for !yes() {
		select {
		case <-tick.C:
		case <-late:
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

func (d *desk) run(name string, args ...string) string {
	d.t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = d.env()
	out, err := cmd.CombinedOutput()
	if err != nil {
		d.t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func (d *desk) env() []string {
	return append(os.Environ(), "DISPLAY="+d.display, "LAMPLIGHTER_CONFIG="+d.config, "LIBGL_ALWAYS_SOFTWARE=1")
}

// start runs a helper of the display until the test ends.
func (d *desk) start(name string, args ...string) *exec.Cmd {
	d.t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = d.env()
	if err := cmd.Start(); err != nil {
		d.t.Fatalf("%s: %v (make setup installs it)", name, err)
	}
	d.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_, _ = cmd.Process.Wait()
	})
	return cmd
}

// open builds the program and puts up a display with a window manager.
func open(t testing.TB) *desk {
	t.Helper()
	folder := t.TempDir()
	d := &desk{t: t, binary: filepath.Join(folder, "lamplighter"), config: filepath.Join(folder, "config"), file: filepath.Join(folder, "hall.lamp")}
	d.run("go", "build", "-tags", d.tags(), "-o", d.binary, "lamplighter")
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1366x768x24", "-nolisten", "tcp")
	x.ExtraFiles = []*os.File{w}
	if err := x.Start(); err != nil {
		t.Fatalf("Xvfb: %v (make setup installs it)", err)
	}
	t.Cleanup(func() {
		_ = x.Process.Kill()
		_, _ = x.Process.Wait()
	})
	number := make([]byte, 8)
	n, err := r.Read(number)
	if err != nil {
		t.Fatal(err)
	}
	d.display = ":" + strings.TrimSpace(string(number[:n]))
	d.start("openbox")
	return d
}

// tags are those of the Makefile, which hands them over.
func (d *desk) tags() string {
	tags := os.Getenv("LAMPLIGHTER_TAGS")
	if tags == "" {
		d.t.Fatal("LAMPLIGHTER_TAGS is empty: run make e2e or make bench")
	}
	return tags
}

// launch starts the program and waits for its window to show more than one colour.
func (d *desk) launch() {
	d.t.Helper()
	d.launchWith("-file", d.file, "-lang", "zh")
}

func (d *desk) launchWith(args ...string) {
	d.t.Helper()
	d.program = exec.Command(d.binary, args...)
	d.program.Env = d.env()
	d.program.Stderr = os.Stderr
	if err := d.program.Start(); err != nil {
		d.t.Fatal(err)
	}
	d.ended = make(chan error, 1)
	go func() { d.ended <- d.program.Wait() }()
	d.t.Cleanup(func() { _ = d.program.Process.Kill() })
	await(d.t, "the window is on view", func() bool {
		cmd := exec.Command("xdotool", "search", "--onlyvisible", "--pid", strconv.Itoa(d.program.Process.Pid))
		cmd.Env = d.env()
		out, err := cmd.Output()
		return err == nil && len(strings.TrimSpace(string(out))) > 0
	})
	await(d.t, "the window is drawn", func() bool { return d.colours() > 100 })
}

// colours counts what the screen shows.
func (d *desk) colours() int {
	shot := filepath.Join(d.config, "..", "screen.png")
	cmd := exec.Command("import", "-window", "root", shot)
	cmd.Env = d.env()
	if cmd.Run() != nil {
		return 0
	}
	f, err := os.Open(shot)
	if err != nil {
		return 0
	}
	defer func() { _ = f.Close() }()
	picture, _, err := image.Decode(f)
	if err != nil {
		return 0
	}
	seen := map[[3]uint32]bool{}
	b := picture.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += 2 {
		for x := b.Min.X; x < b.Max.X; x += 2 {
			r, g, blue, _ := picture.At(x, y).RGBA()
			seen[[3]uint32{r, g, blue}] = true
		}
	}
	return len(seen)
}

// shot keeps a picture of the screen for a person to look at.
func (d *desk) shot(name string) {
	d.t.Helper()
	folder := os.Getenv("LAMPLIGHTER_SHOTS")
	if folder == "" {
		folder = filepath.Join("..", "build", "shots")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		d.t.Fatal(err)
	}
	d.run("import", "-window", "root", filepath.Join(folder, "e2e-"+name+".png"))
}

func (d *desk) key(chords ...string) {
	d.t.Helper()
	for _, chord := range chords {
		d.run("xdotool", "key", "--delay", "60", chord)
	}
}

func (d *desk) typeIn(text string) {
	d.t.Helper()
	d.run("xdotool", "type", "--delay", "40", text)
}

// ask reads one value of the file, beside the running program.
func (d *desk) ask(query string, args ...any) string {
	d.t.Helper()
	db, err := sql.Open("sqlite3", "file:"+d.file+"?mode=ro&_busy_timeout=5000&"+seal.Parameters(d.file)) // a sealed file must be held
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var value sql.NullString
	if err := db.QueryRow(query, args...).Scan(&value); err != nil && err != sql.ErrNoRows {
		d.t.Fatal(err)
	}
	return value.String
}

// until waits for the file to answer a query with a value.
func (d *desk) until(want, query string, args ...any) {
	d.t.Helper()
	await(d.t, fmt.Sprintf("%q answers %q, it answers %q", query, want, d.ask(query, args...)), func() bool { return d.ask(query, args...) == want })
}

// TestTheMainJob is a clerk's first morning: the hall's list comes in, a
// customer is found by the initials of the name, a case is accepted for him,
// answered and closed. Nothing but keys.
func TestTheMainJob(t *testing.T) {
	d := open(t)
	t.Log(d.run(d.binary, "import", "-file", d.file, "-refused", filepath.Join(t.TempDir(), "refused.csv"), "-doubtful", filepath.Join(t.TempDir(), "doubtful.csv"), theList))
	d.launch()
	d.key("Escape") // the first administrator comes later
	d.shot("1-start")

	d.key("ctrl+k")
	d.typeIn("wly")
	d.shot("2-found")
	d.key("Return")
	d.shot("3-customer")

	d.key("ctrl+n")
	d.typeIn("zx")
	d.key("Return")
	d.typeIn("asks about the price of the second step")
	d.shot("4-form")
	d.key("ctrl+Return")
	d.until("accepted", "SELECT status FROM cases")
	who := d.ask("SELECT c.name FROM cases k JOIN customers c ON c.id = k.customer_id")
	if _, initials := d.ask("SELECT name FROM customers WHERE name = ?", who), d.ask("SELECT initials FROM customers WHERE name = ?", who); !strings.Contains(initials, "wly") {
		t.Fatalf("the case is for %s, whose initials are %s", who, initials)
	}

	d.key("ctrl+g", "Down", "Return")
	d.typeIn("explained at the counter")
	d.key("ctrl+Return")
	d.until("replied", "SELECT status FROM cases")
	d.key("ctrl+g", "Return", "ctrl+Return")
	d.until("closed", "SELECT status FROM cases")
	d.shot("5-closed")
	if got := d.ask("SELECT result FROM cases"); got != "explained at the counter" {
		t.Errorf("closed with the result %q", got)
	}
	if got := d.ask("SELECT count(*) FROM drafts"); got != "0" {
		t.Errorf("%s drafts are left", got)
	}

	if err := d.program.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-d.ended:
		if err != nil {
			t.Errorf("the program ended with %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Error("the program does not end")
	}
	d.run(d.binary, "check", d.file)
}

// TestKillingLosesAtMostTheFieldBeingTyped stops the program without warning
// in the middle of a form and finds the form again.
func TestKillingLosesAtMostTheFieldBeingTyped(t *testing.T) {
	d := open(t)
	d.run(d.binary, "sample", "-customers", "50", d.file)
	d.launch()
	d.key("ctrl+n")
	d.typeIn("zx")
	d.key("Return")
	d.typeIn("half a story")
	d.until("1", "SELECT count(*) FROM drafts WHERE fields LIKE '%half a story%'")
	if err := d.program.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := <-d.ended; err == nil {
		t.Error("the program ended by itself")
	}
	d.run(d.binary, "check", d.file)
	d.launch()
	d.shot("6-draft")
	d.until("1", "SELECT count(*) FROM drafts")
}
