package data_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

const salvagePage = 4096

// salvageHall is a closed file with a small county in it, and its bytes.
func salvageHall(t *testing.T, customers int) (path string, content []byte) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "hall.lamp")
	s, err := data.Open(t.Context(), path, data.Options{Create: true, Seed: datatest.Seed(t), Now: datatest.Now})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Fill(t.Context(), datatest.Actor(t, s), sample.New(customers, 1, datatest.Now()), int64(customers), func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	content, err = os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, content
}

// salvaged saves what is left of some bytes and opens the new file.
func salvaged(t *testing.T, content []byte) (app.Salvage, *data.Store) {
	t.Helper()
	folder := t.TempDir()
	damaged, saved := filepath.Join(folder, "damaged.lamp"), filepath.Join(folder, "saved.lamp")
	if err := os.WriteFile(damaged, content, 0o600); err != nil {
		t.Fatal(err)
	}
	done, err := data.Salvage(t.Context(), damaged, saved, data.Options{Seed: datatest.Seed(t), Now: datatest.Now})
	if err != nil {
		t.Fatal(err)
	}
	if now, err := os.ReadFile(damaged); err != nil || string(now) != string(content) {
		t.Error("the damaged file was touched")
	}
	if err := data.Check(t.Context(), saved); err != nil {
		t.Errorf("the new file is not whole: %v", err)
	}
	return done, datatest.OpenAt(t, saved)
}

func salvageCustomers(t *testing.T, s *data.Store) int64 {
	t.Helper()
	rows, err := s.CustomerOrder(t.Context(), datatest.Actor(t, s), app.CustomerFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return int64(len(rows))
}

func TestTwentyGarbagePagesCostFewRows(t *testing.T) {
	_, content := salvageHall(t, 400)
	chance := rand.New(rand.NewPCG(7, 2026))
	pages := len(content) / salvagePage
	schema := map[int]bool{}
	schemaPages(content, 1, schema) // where the tables lie: without them there is nothing to go by
	for range max(1, 20*pages/3800) {
		at := 1 + chance.IntN(pages-1)
		if schema[at+1] {
			continue
		}
		for i := range salvagePage {
			content[at*salvagePage+i] = byte(chance.Uint32())
		}
	}
	done, s := salvaged(t, content)
	sum := done.Sum()
	t.Logf("%d pages: saved %d (%d by the log), lost %d, %d sets cut", pages, sum.Saved, sum.Log, sum.Lost, done.Unsent)
	if share := float64(sum.Saved) / float64(sum.Saved+sum.Lost); share < 0.994 {
		t.Errorf("%.2f %% of the rows were saved", share*100)
	}
	for _, found := range done.Tables {
		if found.Lost+found.Log > 0 {
			t.Logf("%+v", found)
		}
	}
	if n := salvageCustomers(t, s); n < 395 {
		t.Errorf("%d of 400 customers are there", n)
	}
	datatest.Customer(t, s, "王芳", "5104999900012", "") // work goes on
}

// schemaPages are the pages of the table of tables, counted from 1.
func schemaPages(content []byte, at int, found map[int]bool) {
	found[at] = true
	page := content[(at-1)*salvagePage : at*salvagePage]
	head := page
	if at == 1 {
		head = page[100:]
	}
	if head[0] != 5 { // a leaf
		return
	}
	number := func(b []byte) int { return int(b[0])<<24 | int(b[1])<<16 | int(b[2])<<8 | int(b[3]) }
	for i := range int(head[3])<<8 | int(head[4]) {
		cell := int(head[12+2*i])<<8 | int(head[13+2*i])
		schemaPages(content, number(page[cell:]), found)
	}
	schemaPages(content, number(head[8:]), found)
}

func TestADestroyedHeaderCostsNothing(t *testing.T) {
	_, content := salvageHall(t, 200)
	clear(content[:100])
	done, s := salvaged(t, content)
	if sum := done.Sum(); sum.Lost != 0 || done.Unsent != 0 {
		t.Errorf("lost are %+v", sum)
	}
	if n := salvageCustomers(t, s); n != 200 {
		t.Errorf("%d of 200 customers are there", n)
	}
}

func TestACutOffFileGivesWhatIsInIt(t *testing.T) {
	_, content := salvageHall(t, 400)
	done, s := salvaged(t, content[:len(content)*3/4])
	if sum := done.Sum(); sum.Saved == 0 || sum.Lost == 0 {
		t.Errorf("saved and lost are %+v", sum)
	}
	if n := salvageCustomers(t, s); n == 0 {
		t.Error("no customer was saved")
	}
}

func TestRowsThatAreLostComeBackFromTheLog(t *testing.T) {
	path, content := salvageHall(t, 500)
	leaf := salvageLeaf(t, path, "customers")
	for i := range salvagePage {
		content[leaf*salvagePage+i] = 0xA5
	}
	done, s := salvaged(t, content)
	for _, found := range done.Tables {
		if found.Table == "customers" && (found.Log == 0 || found.Lost != 0) {
			t.Errorf("of customers: %+v", found)
		}
	}
	if n := salvageCustomers(t, s); n != 500 {
		t.Errorf("%d of 500 customers are there", n)
	}
}

// salvageLeaf finds a page that holds rows of a table: the second child of its
// root.
func salvageLeaf(t *testing.T, path, table string) int {
	t.Helper()
	root, err := data.RootPage(t.Context(), path, table)
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	page := content[(root-1)*salvagePage:]
	if page[0] != 5 {
		t.Fatalf("the table %s has one page", table)
	}
	cell := page[int(page[14])<<8|int(page[15]):]
	return (int(cell[0])<<24 | int(cell[1])<<16 | int(cell[2])<<8 | int(cell[3])) - 1
}

func TestADamagedWriteAheadLogIsSalvagedAsFarAsItGoes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hall.lamp")
	s := datatest.OpenAt(t, path)
	for i := range 30 {
		datatest.Customer(t, s, "王芳", fmt.Sprintf("51040000001%02d", i), "")
	}
	folder := t.TempDir()
	damaged := filepath.Join(folder, "damaged.lamp")
	for _, ending := range []string{"", "-wal"} { // as after a power cut
		content, err := os.ReadFile(path + ending)
		if err != nil {
			t.Fatal(err)
		}
		if ending == "-wal" {
			content[len(content)*4/5] ^= 0x40
		}
		if err := os.WriteFile(damaged+ending, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	done, err := data.Salvage(t.Context(), damaged, filepath.Join(folder, "saved.lamp"), data.Options{Now: datatest.Now})
	if err != nil {
		t.Fatal(err)
	}
	saved := datatest.OpenAt(t, done.Path)
	if n := salvageCustomers(t, saved); n < 15 || n >= 30 {
		t.Errorf("%d of 30 customers are there, want those before the damage", n)
	}
}

func TestSalvageOverwritesNothing(t *testing.T) {
	path, _ := salvageHall(t, 1)
	if _, err := data.Salvage(t.Context(), path, path, data.Options{}); !errors.Is(err, os.ErrExist) {
		t.Errorf("answered %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	to := filepath.Join(t.TempDir(), "saved.lamp")
	if _, err := data.Salvage(ctx, path, to, data.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("answered %v", err)
	}
	if names, err := os.ReadDir(filepath.Dir(to)); err != nil || len(names) != 0 {
		t.Errorf("left over: %v (%v)", names, err)
	}
}

func TestAnotherFileIsNotTakenForADamagedOne(t *testing.T) {
	folder := t.TempDir()
	other := filepath.Join(folder, "notes.txt")
	if err := os.WriteFile(other, make([]byte, 3*salvagePage), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := data.Salvage(t.Context(), other, filepath.Join(folder, "saved.lamp"), data.Options{}); err == nil {
		t.Error("an empty file was made of what is none of ours")
	}
}
