//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// starts is how often each program is started; the median counts.
const starts = 7

// BenchmarkStart compares the first frame and the memory of the program with
// those of an empty Fyne window on the same display: with an empty file, and
// with one of LAMPLIGHTER_BENCH_CUSTOMERS customers (100,000 if not set).
func BenchmarkStart(b *testing.B) {
	customers := 100_000
	if n, err := strconv.Atoi(os.Getenv("LAMPLIGHTER_BENCH_CUSTOMERS")); err == nil {
		customers = n
	}
	d := open(b)
	empty := filepath.Join(b.TempDir(), "empty")
	d.run("go", "build", "-tags", d.tags(), "-o", empty, "./testdata/empty")
	empty, program := d.installed(empty), d.installed(d.binary)
	none := filepath.Join(b.TempDir(), "none.lamp")
	d.run(d.binary, "sample", "-customers", "1", none)
	many := d.county(customers)
	for range b.N {
		base := d.measure(empty)
		b.ReportMetric(base.first, "empty-first-ms")
		b.ReportMetric(base.mib, "empty-MiB")
		for name, file := range map[string]string{"1": none, strconv.Itoa(customers): many} {
			m := d.measure(program, "-file", file, "-lang", "zh")
			b.ReportMetric(m.first/base.first, name+"-first-x-empty")
			b.ReportMetric(m.mib/base.mib, name+"-MiB-x-empty")
		}
	}
}

// installed is a copy of a program. What a linker has just written lies in
// memory in large pieces, each of which counts whole with its first page: no
// program that was installed and read from a disk takes so much.
func (d *desk) installed(program string) string {
	whole, err := os.ReadFile(program)
	if err == nil {
		err = os.WriteFile(program+"-installed", whole, 0o755)
	}
	if err != nil {
		d.t.Fatal(err)
	}
	return program + "-installed"
}

// county is a file of so many invented customers, made once for all runs.
func (d *desk) county(customers int) string {
	folder := filepath.Join(os.TempDir(), "lamplighter-bench")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		d.t.Fatal(err)
	}
	path := filepath.Join(folder, fmt.Sprintf("sample-%d.lamp", customers))
	if _, err := os.Stat(path); err != nil {
		d.run(d.binary, "sample", "-cases=false", "-customers", strconv.Itoa(customers), path+".new.lamp")
		for _, suffix := range []string{"", ".device"} {
			if err := os.Rename(path+".new.lamp"+suffix, path+suffix); err != nil {
				d.t.Fatal(err)
			}
		}
	}
	return path
}

// start is the median of several starts.
type begun struct{ first, mib float64 }

func (d *desk) measure(program string, args ...string) begun {
	var first, mib []float64
	for range starts {
		f, m := d.once(program, args...)
		first, mib = append(first, f), append(mib, m)
	}
	slices.Sort(first)
	slices.Sort(mib)
	return begun{first[starts/2], mib[starts/2]}
}

// once starts a program, waits for a window that shows more than one colour,
// then for it to settle, and reads its memory.
func (d *desk) once(program string, args ...string) (ms, mib float64) {
	x, err := xgb.NewConnDisplay(d.display)
	if err != nil {
		d.t.Fatal(err)
	}
	defer x.Close()
	cmd := exec.Command(program, args...)
	cmd.Env = d.env()
	began := time.Now()
	if err := cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_, _ = cmd.Process.Wait()
	}()
	root := xproto.Setup(x).DefaultScreen(x).Root
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for time.Since(began) < 30*time.Second {
		if drawn(x, root) {
			ms = float64(time.Since(began).Microseconds()) / 1000
			break
		}
		<-tick.C
	}
	if ms == 0 {
		d.t.Fatalf("%s shows nothing", program)
	}
	<-time.After(2 * time.Second) // what is read in the background after the first frame counts too
	return ms, resident(d.t, cmd.Process.Pid)
}

// drawn reports whether some window shows more than one colour in its upper part.
func drawn(x *xgb.Conn, root xproto.Window) bool {
	tree, err := xproto.QueryTree(x, root).Reply()
	if err != nil {
		return false
	}
	for _, w := range tree.Children {
		shape, err := xproto.GetGeometry(x, xproto.Drawable(w)).Reply()
		if err != nil || shape.Width < 600 {
			continue
		}
		picture, err := xproto.GetImage(x, xproto.ImageFormatZPixmap, xproto.Drawable(w), 0, 0, 400, 100, 0xffffffff).Reply()
		if err == nil && manyColours(picture.Data) {
			return true
		}
	}
	return false
}

func manyColours(pixels []byte) bool {
	for i := 4; i+4 <= len(pixels); i += 4 {
		if pixels[i] != pixels[0] || pixels[i+1] != pixels[1] || pixels[i+2] != pixels[2] {
			return true
		}
	}
	return false
}

// resident is the memory a process holds, in MiB.
func resident(t testing.TB, pid int) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(text), "\n") {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "Rss:" {
			kb, err := strconv.ParseFloat(fields[1], 64)
			if err != nil {
				t.Fatal(err)
			}
			return kb / 1024
		}
	}
	t.Fatal("no Rss")
	return 0
}
