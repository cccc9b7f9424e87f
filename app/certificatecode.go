package app

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"strings"
)

// codeLetters are letters that nobody takes for another, or for a digit: four
// bits each.
const codeLetters = "ACDEFHJKMNPRTWXY"

// Of a code: 64 bits in groups of four letters.
const (
	codeBytes = 8
	codeGroup = 4
)

// CertificateCode is what proves a certificate: a seal with the secret of a key
// over all that a reader goes by. Nobody without the secret can make one.
func CertificateCode(c Certificate, secret []byte) string {
	seal := hmac.New(sha256.New, secret)
	for _, part := range []string{c.Number, c.StaffNo, c.Holder, c.Title, string(c.IssuedOn), string(c.UntilOn)} {
		_, _ = fmt.Fprintf(seal, "%d:%s", len(part), part) // with its length, so that no two texts run together alike; never fails
	}
	var b strings.Builder
	for i, octet := range seal.Sum(nil)[:codeBytes] {
		if i > 0 && i*2%codeGroup == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(codeLetters[octet>>4])
		b.WriteByte(codeLetters[octet&15])
	}
	return b.String()
}

// ReadCertificateCode is a code as somebody typed it, in the form it is printed
// in: small letters, other groups and the full width of Chinese keyboards are
// the same.
func ReadCertificateCode(typed string) string {
	var b strings.Builder
	n := 0
	for _, c := range strings.ToUpper(plain(typed)) {
		if c == '-' {
			continue
		}
		if n > 0 && n%codeGroup == 0 {
			b.WriteByte('-')
		}
		b.WriteRune(c)
		n++
	}
	return b.String()
}

// ReadCertificateNumber is a number as somebody typed it, in the form it is
// printed in.
func ReadCertificateNumber(typed string) string {
	return strings.ToUpper(plain(typed))
}

// CertificateVerdict is what came of looking a certificate up.
type CertificateVerdict string

// The verdicts.
const (
	CertificateGenuine   CertificateVerdict = "genuine"
	CertificateOver      CertificateVerdict = "over"      // genuine, and no longer valid
	CertificateWithdrawn CertificateVerdict = "withdrawn" // genuine, and taken back
	CertificateFalse     CertificateVerdict = "false"     // the code does not belong to what stands here under the number
	CertificateUnknown   CertificateVerdict = "unknown"   // no certificate has the number
	CertificateUnproved  CertificateVerdict = "unproved"  // the code is the one kept here, but not the key to prove it
)

// CertificateCheck is a verdict, with the certificate when it is genuine.
type CertificateCheck struct {
	Verdict     CertificateVerdict
	Certificate Certificate
	Reason      string // why it was withdrawn
}

// KeptCertificate is a certificate as a file has it, with the secret of the key
// it names, if that is there.
type KeptCertificate struct {
	Certificate
	Secret  []byte
	Ground  bool   // the completion or grant that it tells of stands
	Because string // why that was withdrawn
}

// Check judges a certificate by the code that stands on the paper. Of one that
// does not prove genuine nothing else is told.
func (k KeptCertificate) Check(code string, today Day) CertificateCheck {
	want := k.Code
	if len(k.Secret) > 0 {
		want = CertificateCode(k.Certificate, k.Secret)
	}
	switch {
	case !hmac.Equal([]byte(want), []byte(ReadCertificateCode(code))):
		return CertificateCheck{Verdict: CertificateFalse}
	case len(k.Secret) == 0:
		return CertificateCheck{Verdict: CertificateUnproved}
	}
	found := CertificateCheck{Certificate: k.Certificate}
	switch {
	case k.WithdrawnAt != 0:
		found.Verdict, found.Reason = CertificateWithdrawn, k.Reason
	case !k.Ground:
		found.Verdict, found.Reason = CertificateWithdrawn, k.Because
	case k.UntilOn != "" && k.UntilOn < today:
		found.Verdict = CertificateOver
	default:
		found.Verdict = CertificateGenuine
	}
	return found
}
