package bundle_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"filippo.io/age"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// sender is a device that seals packages.
type sender struct {
	key      ed25519.PrivateKey
	cert     bundle.Card
	identity *age.X25519Identity
}

func senderOf(t testing.TB, code string) sender {
	t.Helper()
	seed := sha256.Sum256([]byte(code))
	key := ed25519.NewKeyFromSeed(seed[:])
	public := key.Public().(ed25519.PublicKey)
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(public)
	cert := bundle.Card{Device: int64(binary.BigEndian.Uint64(sum[:8]) >> 1), Code: code, Key: public, Certificate: []byte("王工的笔记本"), Signature: make([]byte, 64)}
	return sender{key, cert, identity}
}

var company = bundle.Mark(ed25519.NewKeyFromSeed(make([]byte, 32)).Public().(ed25519.PublicKey))

func threeSets() []bundle.Set {
	return []bundle.Set{{HLC: 1 << 40, Body: []byte("走访记录")}, {HLC: 1<<40 + 1, Body: bytes.Repeat([]byte("表"), 3000)}, {HLC: 1 << 41, Body: nil}}
}

func (s sender) seal(t testing.TB, area app.Area, first int64, sets []bundle.Set, to ...sender) (bundle.Header, []byte) {
	t.Helper()
	h := bundle.Header{Company: company, Author: s.cert, Area: area, First: first, Rows: 5, Prev: []byte{}, Schema: 15, At: 1_780_000_000_000}
	h, content, err := bundle.Seal(h, sets, s.key, recipients(to, &h))
	if err != nil {
		t.Fatal(err)
	}
	return h, content
}

func recipients(to []sender, h *bundle.Header) (all []age.Recipient) {
	for _, r := range to {
		h.For = append(h.For, r.cert.Device)
		all = append(all, r.identity.Recipient())
	}
	return all
}

func TestWhoAPackageIsForReadsWhatWasSent(t *testing.T) {
	wang, hall, other := senderOf(t, "K7QX"), senderOf(t, "HA11"), senderOf(t, "0THR")
	h, content := wang.seal(t, -7, 4, threeSets(), hall)
	p, err := bundle.Read(content)
	if err != nil {
		t.Fatal(err)
	}
	if p.First != 4 || p.Last != 6 || p.Area != -7 || !p.IsFor(hall.cert.Device) || p.IsFor(other.cert.Device) || !reflect.DeepEqual(p.Author, wang.cert) {
		t.Errorf("the package says %+v of itself", p.Header)
	}
	sets, err := p.Sets(hall.identity)
	if err != nil || len(sets) != 3 || string(sets[0].Body) != "走访记录" || sets[2].HLC != 1<<41 {
		t.Errorf("%d sets came out, %v", len(sets), err)
	}
	if _, err := p.Sets(other.identity); !errors.Is(err, bundle.ErrSealed) {
		t.Errorf("another device is answered %v", err)
	}
	name, is := bundle.ParseName(bundle.NameOf(h, content))
	if !is || name.Area != -7 || name.Code != "K7QX" || name.First != 4 || name.Last != 6 || name.Company != bundle.CompanyDigits(company) {
		t.Errorf("its name %s reads %+v", bundle.NameOf(h, content), name)
	}
}

// One wrong bit in every 64 bytes of a package, and each cut, is seen.
func TestAFlippedBitAndACutAreSeen(t *testing.T) {
	wang, hall := senderOf(t, "K7QX"), senderOf(t, "HA11")
	_, content := wang.seal(t, 7, 1, threeSets(), hall)
	for at := 0; at < len(content); at += 64 {
		wrong := bytes.Clone(content)
		wrong[at] ^= 1 << (at / 64 % 8)
		if _, err := bundle.Read(wrong); !errors.Is(err, bundle.ErrDamaged) && !errors.Is(err, bundle.ErrNewer) {
			t.Fatalf("a flipped bit at %d is answered %v", at, err)
		}
		if _, err := bundle.Read(content[:at]); !errors.Is(err, bundle.ErrDamaged) {
			t.Fatalf("a cut at %d is answered %v", at, err)
		}
	}
}

func TestAPackageOfANewerProgramIsToldApart(t *testing.T) {
	wang := senderOf(t, "K7QX")
	_, content := wang.seal(t, 7, 1, threeSets(), wang)
	content[7] = 2
	if _, err := bundle.Read(content); !errors.Is(err, bundle.ErrNewer) {
		t.Errorf("it is answered %v", err)
	}
}

func TestNobodySignsForAnother(t *testing.T) {
	wang, thief := senderOf(t, "K7QX"), senderOf(t, "TH1F")
	forged := thief
	forged.cert = wang.cert
	_, content := forged.seal(t, 7, 1, threeSets(), wang)
	if _, err := bundle.Read(content); !errors.Is(err, bundle.ErrDamaged) {
		t.Errorf("a package under another's name is answered %v", err)
	}
}

// A device that came later gets what was sent before it came: somebody who has
// it writes it anew, under the author's own signature.
func TestSetsAreWrittenAnewForWhoCameLater(t *testing.T) {
	wang, hall, late := senderOf(t, "K7QX"), senderOf(t, "HA11"), senderOf(t, "1ATE")
	h, content := wang.seal(t, 7, 1, threeSets(), hall)
	p, err := bundle.Read(content)
	if err != nil {
		t.Fatal(err)
	}
	sets, err := p.Sets(hall.identity)
	if err != nil {
		t.Fatal(err)
	}
	anew := h
	anew.Sealer, anew.For = &hall.cert, nil
	_, second, err := bundle.Seal(anew, sets, hall.key, recipients([]sender{late}, &anew))
	if err != nil {
		t.Fatal(err)
	}
	if p, err = bundle.Read(second); err != nil {
		t.Fatal(err)
	}
	if got, err := p.Sets(late.identity); err != nil || len(got) != 3 || p.Writer().Code != "HA11" || p.Author.Code != "K7QX" {
		t.Errorf("%d sets by %s of %s, %v", len(got), p.Writer().Code, p.Author.Code, err)
	}
	sets[0].Body = []byte("something else")
	if _, _, err := bundle.Seal(anew, sets, hall.key, recipients([]sender{late}, &anew)); !errors.Is(err, bundle.ErrDamaged) {
		t.Errorf("other sets under the author's signature are answered %v", err)
	}
}

func TestWhatSomebodyHasIsReadBack(t *testing.T) {
	wang := senderOf(t, "K7QX")
	have := bundle.Have{Company: company, Device: wang.cert, At: 42, Has: bundle.Vector{{Device: 9, Area: -7}: 3, {Device: 1 << 62, Area: 0}: 1 << 40}}
	content, err := have.Write(wang.key)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := bundle.ReadHave(content); err != nil || !reflect.DeepEqual(got, have) {
		t.Errorf("%+v came back, %v", got, err)
	}
	for at := range content {
		wrong := bytes.Clone(content)
		wrong[at] ^= 0x10
		if _, err := bundle.ReadHave(wrong); !errors.Is(err, bundle.ErrDamaged) {
			t.Fatalf("a flipped bit at %d is answered %v", at, err)
		}
	}
}

func TestNamesOfOtherFilesAreNone(t *testing.T) {
	for _, name := range []string{"", "会议纪要.docx", "12345678-7-K7QX-1-2-12345678.lampkg.part", "../12345678-7-K7QX-1-2-12345678.lampkg", "12345678--7-K7QX-1-2-12345678.lampkg"} {
		if n, is := bundle.ParseName(name); is {
			t.Errorf("%q reads as %+v", name, n)
		}
	}
	if bundle.IsHave("have.K7QX.HA11.part") || !bundle.IsHave(bundle.HaveName("K7QX")) {
		t.Error("half a have file is taken for one")
	}
}

func ExampleNameOf() {
	fmt.Println(bundle.NameOf(bundle.Header{Company: []byte{0xab, 0xcd, 0xef, 1}, Author: bundle.Card{Code: "K7QX"}, Area: -12, First: 3, Last: 9}, nil))
	// Output: abcdef01-n12-K7QX-3-9-e3b0c442.lampkg
}
