//go:build e2e

package e2e

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// company is some computers of one company, each with a file of its own, and a
// folder that all of them can reach.
type company struct {
	*desk
	chance *rand.Rand
	folder string
	files  []string
	lists  int

	ended, killed atomic.Int64 // processes
}

// companyOf enrols computers at the hall's. The program is built without a
// display: nothing here has a window.
func companyOf(t *testing.T, computers int, seed uint64) *company {
	t.Helper()
	home := t.TempDir()
	c := &company{
		desk:   &desk{t: t, binary: filepath.Join(home, "lamplighter"), config: filepath.Join(home, "config")},
		chance: rand.New(rand.NewPCG(seed, 5)), folder: t.TempDir(),
	}
	c.run("go", "build", "-tags", c.tags(), "-o", c.binary, "lamplighter")
	c.files = []string{filepath.Join(home, "0.lamp")}
	c.run(c.binary, "import", "-file", c.files[0], "-refused", filepath.Join(home, "refused.csv"), "-doubtful", filepath.Join(home, "doubtful.csv"), theList)
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	hall, err := data.Open(t.Context(), c.files[0], data.Options{DeviceName: host, Effort: 10})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = hall.Close() }()
	by, err := hall.Start(t.Context(), "", "")
	if err == nil {
		err = hall.MakeCompany(t.Context(), by, "correct horse battery")
	}
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n < computers; n++ {
		made, err := hall.EnrolDevice(t.Context(), by, "correct horse battery", app.DeviceDraft{
			Name: fmt.Sprint("laptop ", n), Areas: []app.Area{by.Area, by.Area.Protected()}, Roles: []app.Role{app.Sole}, ToOn: app.DayOf(time.Now().AddDate(1, 0, 0)), Folder: home,
		}, unheard)
		if err != nil {
			t.Fatal(err)
		}
		c.files = append(c.files, filepath.Join(home, fmt.Sprint(n, ".lamp")))
		if err := data.Join(t.Context(), c.files[n], made.Path, made.Passphrase, unheard); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func unheard(int64, int64) {}

// list is a sheet of customers: some of the hall's, with another address, and
// some that are new.
func (c *company) list() string {
	c.lists++
	var text strings.Builder
	text.WriteString("户号,户名,用电地址,联系电话\n")
	for range 30 {
		fmt.Fprintf(&text, "51042199%05d,李晓明,米易县攀莲镇新村村%d组%d号,1000000%04d\n", c.chance.IntN(60), c.lists, c.chance.IntN(90), c.chance.IntN(10_000))
	}
	path := filepath.Join(filepath.Dir(c.config), fmt.Sprint("list-", c.lists, ".csv"))
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		c.t.Fatal(err)
	}
	return path
}

// works lets a process do something and kills it after a while, if it has not
// ended by then.
func (c *company) works(patience time.Duration, args ...string) {
	cmd := exec.Command(c.binary, args...)
	cmd.Env = c.env()
	if err := cmd.Start(); err != nil {
		c.t.Error(err)
		return
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // it may have been killed, or met one that was
		close(ended)
	}()
	select {
	case <-ended:
		c.ended.Add(1)
	case <-time.After(patience):
		_ = cmd.Process.Kill()
		<-ended
		c.killed.Add(1)
	}
}

// disturbed is a time in which every computer imports lists and exchanges, some
// at once, each killed at any moment.
func (c *company) disturbed(rounds int) {
	for range rounds {
		var all sync.WaitGroup
		for _, file := range c.files {
			args := []string{"sync", "-file", file, c.folder}
			if c.chance.IntN(3) == 0 {
				args = []string{"import", "-file", file, "-refused", file + ".refused.csv", "-doubtful", file + ".doubtful.csv", c.list()}
			}
			patience := time.Duration(c.chance.IntN(1500)) * time.Millisecond
			all.Go(func() { c.works(patience, args...) })
		}
		all.Wait()
	}
}

// settled lets all exchange undisturbed, and wants their files to be alike byte
// for byte, stamps included.
func (c *company) settled() {
	c.t.Helper()
	c.t.Logf("%d processes were killed, %d ended", c.killed.Load(), c.ended.Load())
	for range 3 {
		for _, file := range c.files {
			c.t.Log(filepath.Base(file), c.run(c.binary, "sync", "-file", file, c.folder))
		}
	}
	want := datatest.Dump(c.t, c.files[0])
	for _, file := range c.files {
		c.run(c.binary, "check", file)
		for table, rows := range datatest.Dump(c.t, file) {
			if rows != want[table] {
				c.t.Errorf("%s has other %s than the hall: %d bytes, want %d", filepath.Base(file), table, len(rows), len(want[table]))
			}
		}
	}
	if rows := strings.Count(want["accounts"], "\n"); rows < 30 {
		c.t.Errorf("there are only %d accounts: nothing was imported", rows)
	}
}

func TestTwoComputersAgreeWhateverIsKilled(t *testing.T) {
	c := companyOf(t, 2, 1)
	c.disturbed(30)
	c.settled()
}

func TestFiveComputersAgreeWhateverIsKilled(t *testing.T) {
	c := companyOf(t, 5, 2)
	c.disturbed(20)
	c.settled()
}
