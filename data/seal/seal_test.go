package seal_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/mattn/go-sqlite3"

	"lamplighter/data/seal"
)

func keyOf(t testing.TB, fill byte) *seal.Key {
	t.Helper()
	key, err := seal.New(bytes.Repeat([]byte{fill}, seal.KeySize))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// hold lets a path be opened until the test ends.
func hold(t testing.TB, path string, key *seal.Key) {
	t.Helper()
	letGo, err := seal.Hold(path, key)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(letGo)
}

func hook(c *sqlite3.SQLiteConn) error {
	if err := c.SetFileControlInt("main", 38, seal.Reserve); err != nil {
		return err
	}
	_, err := c.Exec("PRAGMA temp_store = MEMORY", nil)
	return err
}

func init() { sql.Register("sealtest", &sqlite3.SQLiteDriver{ConnectHook: hook}) }

func open(t testing.TB, path, more string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sealtest", "file:"+path+"?"+seal.Parameters(path)+more)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func do(t testing.TB, db *sql.DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// fill makes a sealed database with rows of a name that can be looked for.
func fill(t testing.TB, path string, rows int) *sql.DB {
	t.Helper()
	db := open(t, path, "")
	do(t, db, "PRAGMA journal_mode = WAL", "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)",
		fmt.Sprintf("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) INSERT INTO people SELECT i, '攀莲镇的沈丽' || i FROM n", rows))
	return db
}

func count(t testing.TB, db *sql.DB) (n int) {
	t.Helper()
	if err := db.QueryRow("SELECT count(*) FROM people WHERE name LIKE '攀莲镇的沈丽%'").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestASealedDatabaseIsReadWithItsKeyAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.lamp")
	hold(t, path, keyOf(t, 1))
	db := fill(t, path, 5000)
	reader := open(t, path, "&mode=ro")
	if n := count(t, reader); n != 5000 {
		t.Errorf("a second connection sees %d rows, want 5000", n)
	}
	for _, ending := range []string{"", "-wal"} {
		raw, err := os.ReadFile(path + ending)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(raw, []byte("沈丽")) || bytes.Contains(raw, []byte("CREATE TABLE")) || len(raw) < 4096 {
			t.Errorf("%q of %d bytes shows what is in it", ending, len(raw))
		}
	}
	do(t, db, "PRAGMA wal_checkpoint(TRUNCATE)", "DELETE FROM people WHERE id > 4000", "VACUUM")
	copied := filepath.Join(filepath.Dir(path), "copy.lamp")
	hold(t, copied, keyOf(t, 1))
	do(t, db, "VACUUM INTO 'file:"+copied+"?"+seal.Parameters(copied)+"'")
	if n := count(t, open(t, copied, "&mode=ro")); n != 4000 {
		t.Errorf("a copy has %d rows, want 4000", n)
	}
	if n := count(t, reader); n != 4000 {
		t.Errorf("a second connection sees %d rows, want 4000", n)
	}
	_ = db.Close()
	_ = reader.Close()
	if db := open(t, path, ""); count(t, db) != 4000 {
		t.Error("what was sealed does not come back")
	}
	plain, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = plain.Close() }()
	if _, err := plain.Exec("SELECT * FROM people"); err == nil {
		t.Error("a sealed file was read without its key")
	}
}

func TestTheSameKeyIsHeldTwiceAndAnotherIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.lamp")
	first, err := seal.Hold(path, keyOf(t, 1))
	if err != nil {
		t.Fatal(err)
	}
	second, err := seal.Hold(path, keyOf(t, 1))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seal.Hold(path, keyOf(t, 2)); !errors.Is(err, seal.ErrWrongKey) {
		t.Errorf("another key: %v", err)
	}
	first()
	first() // again is nothing
	if seal.Of(path) == nil {
		t.Error("the key is gone while somebody holds it")
	}
	second()
	if seal.Of(path) != nil || seal.Parameters(path) != "" {
		t.Error("the key is there while nobody holds it")
	}
}

func TestNoJournalAndNoTemporaryFileIsOpenedInClear(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.lamp")
	hold(t, path, keyOf(t, 1))
	db := fill(t, path, 100)
	if _, err := db.Exec("PRAGMA journal_mode = DELETE; UPDATE people SET name = '李娜'"); err == nil {
		t.Error("a rollback journal was written in clear")
	}
	do(t, db, "PRAGMA temp_store = FILE")
	if _, err := db.Exec("CREATE TEMP TABLE t AS SELECT * FROM people; PRAGMA cache_spill = 1; PRAGMA temp.cache_size = 1; INSERT INTO t SELECT a.id, hex(randomblob(500)) FROM people a, people b"); err == nil {
		t.Error("a temporary file was written in clear")
	}
}

func TestAPageWithoutRoomForTheSealIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.lamp")
	hold(t, path, keyOf(t, 1))
	db, err := sql.Open("sqlite3", "file:"+path+"?"+seal.Parameters(path)) // without the hook that leaves room
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.Exec("CREATE TABLE t (x)"); err == nil {
		t.Error("a database without room was sealed")
	}
}

func TestADatabaseGoesInAndOutAsItIsReadAndWritten(t *testing.T) {
	folder := t.TempDir()
	sealed, key := filepath.Join(folder, "a.lamp"), keyOf(t, 1)
	hold(t, sealed, key)
	db := fill(t, sealed, 3000)
	do(t, db, "PRAGMA wal_checkpoint(TRUNCATE)")
	_ = db.Close()
	raw, err := os.ReadFile(sealed)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(key.NewReader(bytes.NewReader(raw)))
	if err != nil {
		t.Fatal(err)
	}
	if len(plain) != len(raw) || !bytes.HasPrefix(plain, []byte("SQLite format 3\x00")) || !bytes.Contains(plain, []byte("沈丽")) {
		t.Fatal("what is read is not the database")
	}
	other := filepath.Join(folder, "b.lamp")
	hold(t, other, keyOf(t, 2))
	var again bytes.Buffer
	w := seal.Of(other).NewWriter(&again)
	for rest := plain; len(rest) > 0; rest = rest[min(len(rest), 1000):] {
		if _, err := w.Write(rest[:min(len(rest), 1000)]); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), os.WriteFile(other, again.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	if n := count(t, open(t, other, "")); n != 3000 {
		t.Errorf("%d rows came in, want 3000", n)
	}
	if _, err := io.ReadAll(keyOf(t, 2).NewReader(bytes.NewReader(raw))); !errors.Is(err, seal.ErrDamaged) {
		t.Errorf("with another key: %v", err)
	}
	if _, err := io.ReadAll(key.NewReader(bytes.NewReader(raw[:len(raw)-1]))); !errors.Is(err, seal.ErrDamaged) {
		t.Errorf("a cut file: %v", err)
	}
}

func TestTheContentOfAFileOpensForItsPurposeAlone(t *testing.T) {
	key := keyOf(t, 1)
	sealed := key.Content("photo", []byte("沈丽的电表"))
	if got, err := key.OpenContent("photo", sealed); err != nil || string(got) != "沈丽的电表" {
		t.Errorf("got %q, %v", got, err)
	}
	if bytes.Equal(sealed, key.Content("photo", []byte("沈丽的电表"))) || bytes.Contains(sealed, []byte("沈丽")) {
		t.Error("equal contents show")
	}
	for name, try := range map[string]func() error{
		"another purpose": func() error { _, err := key.OpenContent("device", sealed); return err },
		"a cut file":      func() error { _, err := key.OpenContent("photo", sealed[:20]); return err },
		"a changed byte": func() error {
			changed := bytes.Clone(sealed)
			changed[len(changed)-1] ^= 1
			_, err := key.OpenContent("photo", changed)
			return err
		},
	} {
		if err := try(); !errors.Is(err, seal.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := keyOf(t, 2).OpenContent("photo", sealed); !errors.Is(err, seal.ErrWrongKey) {
		t.Errorf("another key: %v", err)
	}
	if _, err := seal.New([]byte("short")); !errors.Is(err, seal.ErrKeySize) {
		t.Errorf("a short key: %v", err)
	}
}

// A transaction that does not fit into the cache writes pages of it again, over
// those that stand in the log.
func TestAPageIsWrittenAgainInOneTransaction(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.lamp")
	hold(t, path, keyOf(t, 1))
	db := fill(t, path, 100)
	do(t, db, "PRAGMA cache_size = 10", "CREATE INDEX by_name ON people (name)", "BEGIN",
		"WITH RECURSIVE n(i) AS (SELECT 101 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO people SELECT i, '攀莲镇的沈丽' || (i * 7919 % 20000) FROM n",
		"UPDATE people SET name = name || '（旧）' WHERE id % 3 = 0", "COMMIT")
	if n := count(t, open(t, path, "&mode=ro")); n != 20000 {
		t.Errorf("%d rows, want 20000", n)
	}
	do(t, db, "PRAGMA wal_checkpoint(TRUNCATE)")
	var verdict string
	if err := open(t, path, "").QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Errorf("%s, %v", verdict, err)
	}
}

// Long values lie on pages of their own, which SQLite reads past its cache.
func TestALongValueIsReadFromPagesOfItsOwn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.lamp")
	hold(t, path, keyOf(t, 1))
	db := fill(t, path, 10)
	do(t, db, "CREATE TABLE papers (body BLOB)", "INSERT INTO papers SELECT zeroblob(100000) FROM people", "UPDATE papers SET body = CAST(randomblob(50000) || zeroblob(50000) AS BLOB)", "PRAGMA wal_checkpoint(TRUNCATE)")
	_ = db.Close()
	var long int
	if err := open(t, path, "").QueryRow("SELECT count(*) FROM papers WHERE length(body) = 100000 AND substr(body, 50001) = zeroblob(50000)").Scan(&long); err != nil || long != 10 {
		t.Errorf("%d values come back whole, %v; want 10", long, err)
	}
}
