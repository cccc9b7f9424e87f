package data_test

import (
	"bufio"
	"bytes"
	"errors"
	commandline "flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// How often the proofs are made: few times in make test, often in make soak.
var (
	sealKills = commandline.Int("sealkills", 50, "how often a program that writes to a sealed file is killed")
	sealFlips = commandline.Int("sealflips", 60, "in how many pages of a sealed file a byte is changed")
)

// sealedHall is a sealed file of some pages, closed.
func sealedHall(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "hall.lamp")
	s := sealOpen(t, path, sealKey)
	if err := sealImport(t, s, sealHouseholds(0, 400)); err != nil {
		t.Fatal(err)
	}
	sealClose(t, s)
	return path
}

func sealHouseholds(from, to int) [][]string {
	list := [][]string{{"户名", "户号", "手机号码", "用电地址"}}
	for i := from; i < to; i++ {
		list = append(list, []string{fmt.Sprintf("沈秋%d", i), fmt.Sprintf("51049999%05d", i), fmt.Sprintf("1290000%04d", i), fmt.Sprintf("攀莲镇新村村%d组", i)})
	}
	return list
}

// sealImport takes a list of accounts in.
func sealImport(t testing.TB, s *data.Store, rows [][]string) error {
	t.Helper()
	var text strings.Builder
	for _, row := range rows {
		text.WriteString(strings.Join(row, ",") + "\n")
	}
	by, path := datatest.Actor(t, s), fileOf(t, "list.csv", []byte("\xef\xbb\xbf"+text.String()))
	view, err := s.ReadSheet(t.Context(), by, app.ImportAccounts, path, "")
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.ImportList(t.Context(), by, app.ImportJob{Path: path, Columns: view.Columns}, quiet)
	return err
}

// One changed byte in a page: whoever reads all that the file holds is told, or
// reads what was there before.
func TestAChangedByteIsNoticedOrHarmless(t *testing.T) {
	path := sealedHall(t)
	sealUnlock(t, path, sealKey)
	right, err := data.Contents(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	chance := rand.New(rand.NewPCG(8, 2026))
	pages := len(raw) / 4096
	noticed, named, harmless := 0, 0, 0
	for i := range *sealFlips {
		page := i % pages
		at := page*4096 + chance.IntN(4096)
		change := byte(1 + chance.IntN(255))
		if err := overwrite(path, int64(at), []byte{raw[at] ^ change}); err != nil {
			t.Fatal(err)
		}
		got, err := data.Contents(t.Context(), path)
		if err == nil && got != right {
			t.Fatalf("byte %d of page %d was changed, and something else is read as if it were right", at%4096, page+1)
		}
		if err == nil {
			err = data.Check(t.Context(), path)
		}
		switch {
		case err != nil:
			noticed++
			if errors.Is(err, app.ErrDamagedFile) || errors.Is(err, app.ErrWrongKey) || errors.Is(err, app.ErrNotOurs) {
				named++
			}
		default:
			harmless++
			if at%4096 < 4092 {
				t.Errorf("a change of byte %d of page %d goes unnoticed", at%4096, page+1)
			}
		}
		if err := overwrite(path, int64(at), raw[at:at+1]); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d changes: %d noticed, of %d the file is said to be damaged, %d harmless, in a file of %d pages", *sealFlips, noticed, named, harmless, pages)
	if named < noticed*9/10 {
		t.Errorf("only %d of %d are said to be damage", named, noticed)
	}
	if got, err := data.Contents(t.Context(), path); err != nil || got != right {
		t.Errorf("put back, it does not read as before: %v", err)
	}
}

func overwrite(path string, at int64, content []byte) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(content, at)
	return errors.Join(err, f.Close())
}

// Cells that are read as plain bytes differ: nothing of a plain file's pages
// stands in the sealed one.
func TestNoPageOfASealedFileLooksLikeThePlainOne(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "hall.lamp")
	s := sealOpen(t, path, nil)
	plantAll(t, s)
	sealClose(t, s)
	plain, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := data.SealFile(t.Context(), path, sealKey); err != nil {
		t.Fatal(err)
	}
	sealed, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for page := 0; page < min(len(plain), len(sealed))/4096 && compared < 40; page++ {
		from, to := plain[page*4096:page*4096+4064], sealed[page*4096:page*4096+4064]
		for at := 0; at+16 <= len(from); at += 16 {
			if cell := from[at : at+16]; !bytes.Equal(cell, make([]byte, 16)) && bytes.Equal(cell, to[at:at+16]) {
				t.Fatalf("page %d shows bytes %d to %d", page+1, at, at+16)
			}
		}
		compared++
	}
	if compared != 40 {
		t.Errorf("%d pages were compared, want 40", compared)
	}
}

// A power cut may tear the first page while it is brought into the file; the log
// has it whole.
func TestATornFirstPageIsReadFromTheLog(t *testing.T) {
	for torn := 512; torn < 4096; torn += 512 {
		path := sealedHall(t)
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		s := sealOpen(t, path, sealKey)
		if err := sealImport(t, s, sealHouseholds(400, 500)); err != nil { // so many that the file grows, which the first page says
			t.Fatal(err)
		}
		copied := filepath.Join(t.TempDir(), "hall.lamp")
		for _, ending := range []string{"", "-wal", ".device"} {
			content, err := os.ReadFile(path + ending)
			if err != nil {
				t.Fatal(err)
			}
			if ending == "" { // half of it as it was, half of another
				copy(content[torn:4096], before[len(before)-4096:][:4096-torn])
			}
			if err := os.WriteFile(copied+ending, content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		sealClose(t, s)
		s = sealOpen(t, copied, sealKey)
		n, err := s.CountCustomers(t.Context(), datatest.Actor(t, s), app.CustomerFilter{}, 1000)
		if err != nil || n.N != 500 {
			t.Errorf("torn at %d: %d customers, %v; want 500", torn, n.N, err)
		}
	}
}

// TestWritesToASealedFile is the program that the next test kills. It never ends
// by itself.
func TestWritesToASealedFile(t *testing.T) {
	path := os.Getenv("LAMPLIGHTER_SEALED")
	if path == "" {
		t.Skip("started by the test that kills it")
	}
	s := sealOpen(t, path, sealKey)
	by := datatest.Actor(t, s)
	chance := rand.New(rand.NewPCG(uint64(os.Getpid()), 2026))
	for i := 0; ; i++ {
		no := fmt.Sprintf("51%06d%05d", os.Getpid(), i)
		c := datatest.Customer(t, s, "客户"+no, no, "")
		fmt.Println("customer", no)
		switch chance.IntN(4) {
		case 0:
			now := c
			now.Note = "下午在家 " + no
			if err := s.ChangeCustomer(t.Context(), by, c, now, app.Why{}); err != nil {
				t.Fatal(err)
			}
			fmt.Println("note", now.Note)
		case 1:
			opened := datatest.Case(t, s, c, "申请校表 "+no)
			fmt.Println("case", opened.Number)
			if i%2 == 0 {
				continue
			}
			scan := []byte("%PDF-1.4\n" + strings.Repeat(no, 2000))
			a, err := s.Attach(t.Context(), by, app.AttachmentDraft{OfTable: "cases", Of: app.RecordID(opened.ID), Kind: app.Scan, Path: fileOf(t, no+".pdf", scan)})
			if err != nil {
				t.Fatal(err)
			}
			fmt.Println("file", fmt.Sprintf("%x", a.Hash))
		case 2:
			list := [][]string{{"户名", "户号", "用电地址"}}
			for j := range 200 {
				list = append(list, []string{"名单" + no, fmt.Sprintf("52%s%03d", no[4:], j), "攀莲镇"})
			}
			if err := sealImport(t, s, list); err != nil {
				t.Fatal(err)
			}
			fmt.Println("list 名单" + no)
		}
	}
}

// TestAKillLosesNothingOfASealedFile kills the program at moments of chance.
// Whatever it had said to be done is there.
func TestAKillLosesNothingOfASealedFile(t *testing.T) {
	chance := rand.New(rand.NewPCG(uint64(*sealKills), 2026))
	told := 0
	for kills := *sealKills; kills > 0; kills -= 50 { // a file for each fifty, or looking through it takes longer than the work
		told += sealedFileKilled(t, chance, min(kills, 50))
	}
	t.Logf("%d kills, %d things said to be done, none lost", *sealKills, told)
}

// sealedFileKilled kills the program that writes to one new file so often, and
// answers how much it had said to be done.
func sealedFileKilled(t *testing.T, chance *rand.Rand, kills int) int {
	t.Helper()
	path := filepath.Join(t.TempDir(), "hall.lamp")
	sealClose(t, sealOpen(t, path, sealKey))
	var said []string
	for kill := range kills {
		said = append(said, writeUntilKilled(t, path, chance.IntN(12), time.Duration(chance.IntN(20_000))*time.Microsecond)...)
		lock, err := data.Unlock(path, sealKey)
		if err != nil {
			t.Fatal(err)
		}
		lost, err := data.LostOf(t.Context(), path, said)
		if err != nil || len(lost) != 0 {
			t.Fatalf("after kill %d of %d, of %d things said to be done %d are lost, %.5v: %v", kill+1, kills, len(said), len(lost), lost, err)
		}
		lock()
	}
	sealClose(t, sealOpen(t, path, sealKey))
	sealUnlock(t, path, sealKey)
	if found, err := data.CheckWhole(t.Context(), path); err != nil || len(found.Absent)+len(found.Damaged) != 0 {
		t.Errorf("in the end: %+v, %v", found, err)
	}
	return len(said)
}

// writeUntilKilled answers what the program said to be done before it died.
func writeUntilKilled(t *testing.T, path string, lines int, more time.Duration) (said []string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestWritesToASealedFile$")
	cmd.Env = append(os.Environ(), "LAMPLIGHTER_SEALED="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	read := bufio.NewScanner(out)
	for read.Scan() {
		if strings.HasPrefix(read.Text(), "---") || strings.Contains(read.Text(), ".go:") {
			t.Fatalf("the program failed: %s", read.Text())
		}
		said = append(said, read.Text())
		if len(said) > lines {
			break
		}
	}
	killed := time.AfterFunc(more, func() { _ = cmd.Process.Kill() })
	for read.Scan() {
		said = append(said, read.Text())
	}
	killed.Stop()
	_ = cmd.Wait() // it was killed
	return said
}
