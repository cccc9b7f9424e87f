package keys

import (
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base32"
	"strings"

	"lamplighter/app"
)

// recovery is the key wrapped once for each two of three shares. One share alone
// tells nothing of it.
type recovery struct {
	Set   byte              `json:"set"`   // tells the shares of one making from those of another
	Pairs map[string][]byte `json:"pairs"` // "12", "13", "23"
}

// shares is how many there are; any two of them open.
const shares = 3

// The bytes of a share: which it is, of which making, its secret, and a sum
// against slips of the pen. They make eight groups of four characters.
const (
	shareSecret = 16
	shareBytes  = 2 + shareSecret + shareSum
	shareSum    = 2
)

// share is one of three, for one person to keep.
type share struct {
	place  byte // 1, 2 or 3
	set    byte
	secret []byte
}

// letters leave out those that are taken for others on paper.
var letters = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// Shares makes three new recovery shares; those made before open nothing any
// more once the ring is written.
func (r *Ring) Shares(key []byte) ([]app.RecoveryShare, error) {
	if _, err := r.proven(key); err != nil {
		return nil, err
	}
	set := random(1)[0]
	if was := r.kept.Recovery; was != nil {
		set = was.Set + 1
	}
	made := make([]share, shares)
	out := make([]app.RecoveryShare, shares)
	for i := range made {
		made[i] = share{byte(i + 1), set, random(shareSecret)}
		out[i] = app.RecoveryShare{Place: i + 1, Text: made[i].String()}
	}
	r.kept.Recovery = &recovery{Set: set, Pairs: map[string][]byte{}}
	for i := range made {
		for _, b := range made[i+1:] {
			r.kept.Recovery.Pairs[pairOf(made[i], b)] = wrap(together(made[i], b, r.kept.ID), key, r.about(pairOf(made[i], b)))
		}
	}
	return out, nil
}

// Recover answers the key to two persons who type their shares.
func (r *Ring) Recover(one, other string) ([]byte, error) {
	a, err := parseShare(one)
	if err != nil {
		return nil, app.Refuse("share_one", err.(reason).Reason)
	}
	b, err := parseShare(other)
	if err != nil {
		return nil, app.Refuse("share_two", err.(reason).Reason)
	}
	if a.place > b.place {
		a, b = b, a
	}
	switch {
	case r.kept.Recovery == nil:
		return nil, ErrNoShares
	case a.place == b.place:
		return nil, app.Refuse("share_two", app.SameShare)
	case a.set != r.kept.Recovery.Set || b.set != r.kept.Recovery.Set:
		return nil, app.Refuse("share_two", app.OldShare)
	}
	key, err := unwrap(together(a, b, r.kept.ID), r.kept.Recovery.Pairs[pairOf(a, b)], r.about(pairOf(a, b)))
	if err != nil {
		return nil, app.Refuse("share_two", app.OldShare)
	}
	return r.proven(key)
}

// together is the key that two shares make, the first of them first.
func together(a, b share, id []byte) []byte {
	key, err := hkdf.Key(sha256.New, append(append([]byte{}, a.secret...), b.secret...), id, "lamplighter recovery", Size)
	if err != nil {
		panic(err) // only of lengths that cannot be
	}
	return key
}

func pairOf(a, b share) string { return string([]byte{'0' + a.place, '0' + b.place}) }

// String is a share as people write and type it: groups of four.
func (s share) String() string {
	body := append([]byte{s.place, s.set}, s.secret...)
	text := letters.EncodeToString(append(body, sumOf(body)...))
	var groups []string
	for ; len(text) > 4; text = text[4:] {
		groups = append(groups, text[:4])
	}
	return strings.Join(append(groups, text), "-")
}

func sumOf(body []byte) []byte {
	sum := sha256.Sum256(body)
	return sum[:shareSum]
}

// reason is why a share cannot be read.
type reason struct{ app.Reason }

func (r reason) Error() string { return string(r.Reason) }

// forgiving reads what people type for what is meant.
var forgiving = strings.NewReplacer(" ", "", "-", "", "－", "", "—", "", "\u3000", "", "O", "0", "I", "1", "L", "1")

// parseShare reads a share as it was typed, with or without its dashes.
func parseShare(text string) (share, error) {
	text = forgiving.Replace(strings.ToUpper(strings.TrimSpace(text)))
	if text == "" {
		return share{}, reason{app.Missing}
	}
	raw, err := letters.DecodeString(text)
	if err != nil || len(raw) != shareBytes {
		return share{}, reason{app.Malformed}
	}
	body, sum := raw[:shareBytes-shareSum], raw[shareBytes-shareSum:]
	if string(sumOf(body)) != string(sum) || body[0] < 1 || body[0] > shares {
		return share{}, reason{app.ShareMistyped}
	}
	return share{body[0], body[1], body[2:]}, nil
}
