package data_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"lamplighter/data"
	"lamplighter/data/datatest"
)

// A byte that flips on the disk of a file without a seal is noticed by SQLite's
// own look, by the chain of the log, or by its longer look and comparing the
// records with the log; or it changes no record.
func TestAFlippedByteIsDetectedOrHarmless(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hall.lamp")
	s := datatest.OpenAt(t, path)
	for i := range 40 {
		datatest.Case(t, s, datatest.Customer(t, s, "王芳", fmt.Sprintf("51040000001%02d", i), ""), "申请校表")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := data.CheckRows(t.Context(), path, data.Options{Now: datatest.Now}); err != nil {
		t.Fatalf("the file as it was written: %v", err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	original, err := data.RowsDigest(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	chance := rand.New(rand.NewPCG(9, 2026))
	counts := map[string]int{}
	for range soaking(100, 1000) {
		at := chance.IntN(len(whole))
		bit := byte(1) << chance.IntN(8)
		whole[at] ^= bit
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
		counts[flippedBy(t, path, original)]++
		whole[at] ^= bit
	}
	t.Logf("%v", counts)
	if counts["wrong"] > 0 {
		t.Errorf("%d wrong values were taken for right", counts["wrong"])
	}
}

// flippedBy says what notices that a file is not as it was.
func flippedBy(t *testing.T, path, original string) string {
	t.Helper()
	if data.Check(t.Context(), path) != nil {
		return "check"
	}
	now, err := data.RowsDigest(t.Context(), path)
	switch {
	case err == nil && now == original:
		return "harmless"
	case data.CheckRows(t.Context(), path, data.Options{Now: datatest.Now}) != nil:
		return "rows"
	}
	return "wrong"
}
