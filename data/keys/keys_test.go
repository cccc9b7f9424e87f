package keys

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
)

// ringOf is a ring on the disk that one person opens.
func ringOf(t *testing.T) (path string, key []byte) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "hall.lamp")
	ring, key := Make(path, Cheap)
	if err := errors.Join(ring.Give(key, "MY021", "三更灯火五更鸡"), ring.Write()); err != nil {
		t.Fatal(err)
	}
	return path, key
}

func reread(t *testing.T, path string) *Ring {
	t.Helper()
	ring, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	return ring
}

func TestAPasswordOpensTheKeyAndAnotherDoesNot(t *testing.T) {
	path, key := ringOf(t)
	ring := reread(t, path)
	got, err := ring.Open(" my021 ", "三更灯火五更鸡")
	if err != nil || !bytes.Equal(got, key) {
		t.Errorf("the right password: %v", err)
	}
	if _, err := ring.Open("MY021", "三更灯火五更鸭"); !errors.Is(err, ErrWrong) {
		t.Errorf("a wrong password: %v", err)
	}
	if _, err := ring.Open("MY022", "三更灯火五更鸡"); !errors.Is(err, ErrNoSlot) {
		t.Errorf("a number nobody has: %v", err)
	}
}

func TestAChangedPasswordWrapsTheSameKey(t *testing.T) {
	path, key := ringOf(t)
	ring := reread(t, path)
	if err := errors.Join(ring.Give(key, "MY021", "正是男儿读书时"), ring.Write()); err != nil {
		t.Fatal(err)
	}
	ring = reread(t, path)
	if _, err := ring.Open("MY021", "三更灯火五更鸡"); !errors.Is(err, ErrWrong) {
		t.Errorf("the old password: %v", err)
	}
	if got, err := ring.Open("MY021", "正是男儿读书时"); err != nil || !bytes.Equal(got, key) {
		t.Errorf("the new password: %v", err)
	}
	if n := len(ring.Names()); n != 1 {
		t.Errorf("%d persons, want 1", n)
	}
	ring.Take("my021")
	if ring.Knows("MY021") {
		t.Error("somebody who was taken out is still known")
	}
}

func TestAKeyOfAnotherFileIsNotWrapped(t *testing.T) {
	path, _ := ringOf(t)
	if err := reread(t, path).Give(make([]byte, Size), "MY022", "正是男儿读书时"); !errors.Is(err, app.ErrKeysDamaged) {
		t.Errorf("a key of another file: %v", err)
	}
}

func TestADamagedKeyFileIsMendedFromItsCopy(t *testing.T) {
	for _, tt := range []struct {
		name   string
		damage func(path string) error
	}{
		{"the first is gone", func(p string) error { return os.Remove(p + suffix) }},
		{"the first is cut", func(p string) error { return os.Truncate(p+suffix, 100) }},
		{"the first is empty", func(p string) error { return os.Truncate(p+suffix, 0) }},
		{"the first is another file", func(p string) error { return os.WriteFile(p+suffix, []byte("不是密钥"), 0o600) }},
		{"the second is cut", func(p string) error { return os.Truncate(p+suffixCopy, 99) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path, key := ringOf(t)
			if err := tt.damage(path); err != nil {
				t.Fatal(err)
			}
			if got, err := reread(t, path).Open("MY021", "三更灯火五更鸡"); err != nil || !bytes.Equal(got, key) {
				t.Fatalf("opened by the copy: %v", err)
			}
			first, err := os.ReadFile(path + suffix)
			second, again := os.ReadFile(path + suffixCopy)
			if err != nil || again != nil || !bytes.Equal(first, second) {
				t.Errorf("the two are not alike again: %v %v", err, again)
			}
		})
	}
}

func TestOneFlippedBitIsNeverTakenForAWrongPassword(t *testing.T) {
	path, _ := ringOf(t)
	whole, err := os.ReadFile(path + suffix)
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		bad := bytes.Clone(whole)
		bad[i] ^= 1
		if _, err := decode(bad); !errors.Is(err, app.ErrKeysDamaged) {
			t.Fatalf("byte %d flipped: %v", i, err)
		}
	}
	for _, s := range []string{suffix, suffixCopy} {
		if err := os.WriteFile(path+s, whole[:50], 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Read(path); !errors.Is(err, app.ErrKeysDamaged) {
		t.Errorf("both are damaged: %v", err)
	}
}

func TestTheLaterOfTwoCopiesHolds(t *testing.T) {
	path, key := ringOf(t)
	before, err := os.ReadFile(path + suffixCopy)
	if err != nil {
		t.Fatal(err)
	}
	ring := reread(t, path)
	if err := errors.Join(ring.Give(key, "MY022", "正是男儿读书时"), ring.Write()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+suffixCopy, before, 0o600); err != nil { // the power went between the two
		t.Fatal(err)
	}
	if !reread(t, path).Knows("MY022") {
		t.Error("the earlier copy was taken")
	}
	if err := os.Remove(path + suffix); err != nil {
		t.Fatal(err)
	}
	if !reread(t, path).Knows("MY022") {
		t.Error("the copy was not mended")
	}
}

func TestAnyTwoSharesOpenAndOneDoesNot(t *testing.T) {
	path, key := ringOf(t)
	ring := reread(t, path)
	made, err := ring.Shares(key)
	if err != nil || len(made) != 3 {
		t.Fatalf("%d shares: %v", len(made), err)
	}
	if err := ring.Write(); err != nil {
		t.Fatal(err)
	}
	ring = reread(t, path)
	for i := range made {
		for j := range made {
			got, err := ring.Recover(made[i].Text, made[j].Text)
			if i == j {
				refusedAs(t, err, app.SameShare)
				continue
			}
			if err != nil || !bytes.Equal(got, key) {
				t.Errorf("shares %d and %d: %v", i+1, j+1, err)
			}
		}
	}
}

func TestAShareIsReadAsPeopleTypeIt(t *testing.T) {
	path, key := ringOf(t)
	ring := reread(t, path)
	made, err := ring.Shares(key)
	if err != nil {
		t.Fatal(err)
	}
	if groups := made[0].Groups(); len(groups) != 8 || len(groups[0]) != 4 || strings.ContainsAny(made[0].Text, "OILU") {
		t.Errorf("a share is written %q", made[0].Text)
	}
	typed := " " + strings.ReplaceAll(strings.ToLower(made[0].Text), "-", " ")
	typed = strings.NewReplacer("0", "o", "1", "l").Replace(typed)
	if _, err := ring.Recover(typed, strings.ReplaceAll(made[1].Text, "-", "")); err != nil {
		t.Errorf("typed in small letters, with o for 0 and l for 1: %v", err)
	}
	for i := range made[0].Text { // any one slip of the pen
		slip := []byte(made[0].Text)
		if slip[i] == '-' {
			continue
		}
		slip[i] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[(strings.IndexByte("0123456789ABCDEFGHJKMNPQRSTVWXYZ", slip[i])+1)%32]
		_, err := ring.Recover(string(slip), made[1].Text)
		refusedAs(t, err, app.ShareMistyped)
	}
	_, err = ring.Recover(made[0].Text[:20], made[1].Text)
	refusedAs(t, err, app.Malformed)
	_, err = ring.Recover("", made[1].Text)
	refusedAs(t, err, app.Missing)
}

func TestSharesOfBeforeOpenNothingOnceThereAreNewOnes(t *testing.T) {
	path, key := ringOf(t)
	ring := reread(t, path)
	old, err := ring.Shares(key)
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := ring.Shares(key)
	if err != nil {
		t.Fatal(err)
	}
	_, err = ring.Recover(old[0].Text, old[1].Text)
	refusedAs(t, err, app.OldShare)
	_, err = ring.Recover(old[0].Text, fresh[1].Text)
	refusedAs(t, err, app.OldShare)
	if _, err := ring.Recover(fresh[0].Text, fresh[2].Text); err != nil {
		t.Error(err)
	}
}

func refusedAs(t *testing.T, err error, want app.Reason) {
	t.Helper()
	if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != want {
		t.Errorf("refused with %v, want %s", err, want)
	}
}

func TestAVerifierTellsAPasswordAndNothingElse(t *testing.T) {
	v := Verifier("三更灯火五更鸡", Cheap)
	if !Verify("三更灯火五更鸡", v) || Verify("三更灯火五更鸭", v) {
		t.Error("a verifier does not tell the password")
	}
	if strings.Contains(v, "三更") || Verifier("三更灯火五更鸡", Cheap) == v {
		t.Error("a verifier tells the password, or that two are the same")
	}
	for _, bad := range []string{"", "$argon2id$", "$argon2id$v=19$m=99999999,t=1,p=1$AAAAAAAAAAA$AAAA", v[:len(v)-4], "$argon2i" + v[9:]} {
		if Verify("三更灯火五更鸡", bad) {
			t.Errorf("%q is taken for a verifier", bad)
		}
	}
}

func FuzzDecode(f *testing.F) {
	ring, key := Make("x", Cheap)
	_ = ring.Give(key, "MY021", "三更灯火五更鸡")
	_, _ = ring.Shares(key)
	f.Add(encode(ring.kept))
	f.Add([]byte(head + strings.Repeat("0", 64) + "\n{}"))
	f.Fuzz(func(_ *testing.T, text []byte) {
		kept, err := decode(text)
		if err == nil {
			r := &Ring{kept: kept}
			_, _ = r.Recover("0000", "0000")
			_ = r.Names()
		}
	})
}

func FuzzShare(f *testing.F) {
	f.Add(share{1, 7, make([]byte, shareSecret)}.String())
	f.Fuzz(func(t *testing.T, text string) {
		s, err := parseShare(text)
		if err != nil {
			return
		}
		if again, err := parseShare(s.String()); err != nil || again.String() != s.String() {
			t.Errorf("%q is written %q and read %v", text, s.String(), err)
		}
	})
}

// BenchmarkPassword tells how long one password takes that costs what this
// computer measured; signing in to a sealed file takes one of them.
func BenchmarkPassword(b *testing.B) {
	cost := Measure()
	b.ReportMetric(float64(cost.Passes), "passes")
	v := Verifier("三更灯火五更鸡", cost)
	for b.Loop() {
		if !Verify("三更灯火五更鸡", v) {
			b.Fatal("the right password is refused")
		}
	}
}
