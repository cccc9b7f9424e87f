package data

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"filippo.io/age"

	"lamplighter/app"
)

// What the company's key signs is JSON of these shapes, kept byte for byte as
// it was signed: a newer program may say more in it.

type certificateBody struct {
	Company   []byte       `json:"company"` // its public key
	Device    app.DeviceID `json:"device"`
	Code      string       `json:"code"`
	Name      string       `json:"name"`
	PublicKey []byte       `json:"key"`
	Recipient string       `json:"age"`
	Areas     []app.Area   `json:"areas"`
	Roles     []app.Role   `json:"roles"`
	FromOn    app.Day      `json:"from"`
	ToOn      app.Day      `json:"to"`
	Number    int64        `json:"number"`
	Follows   app.DeviceID `json:"follows,omitempty"`
}

type revocationBody struct {
	Company []byte             `json:"company"`
	Device  app.DeviceID       `json:"device"`
	Reason  string             `json:"reason"`
	OnDay   app.Day            `json:"on"`
	Number  int64              `json:"number"`
	UpTo    map[app.Area]int64 `json:"upto"`
}

// What is signed begins with what it is, so that no signature serves for
// something else.
const (
	signsCertificate = "lamplighter device certificate 1\n"
	signsRevocation  = "lamplighter device revocation 1\n"
)

func signed(kind string, body []byte) []byte { return append([]byte(kind), body...) }

// signCertificate puts a certificate into words and signs it, by the company's
// key or, for a device that goes on for another, by that one's key and its own.
func signCertificate(c app.DeviceCertificate, company ed25519.PublicKey, keys ...ed25519.PrivateKey) (app.DeviceCertificate, error) {
	body, err := json.Marshal(certificateBody{company, c.Device, c.Code, c.Name, c.PublicKey, c.Recipient, c.Areas, c.Roles, c.FromOn, c.ToOn, c.Number, c.Follows})
	if err != nil {
		return c, err
	}
	c.Body, c.Signature = body, nil
	for _, key := range keys {
		c.Signature = append(c.Signature, ed25519.Sign(key, signed(signsCertificate, body))...)
	}
	return c, nil
}

func signRevocation(r app.DeviceRevocation, company ed25519.PublicKey, key ed25519.PrivateKey) (app.DeviceRevocation, error) {
	body, err := json.Marshal(revocationBody{company, r.Device, r.Reason, r.OnDay, r.Number, r.UpTo})
	if err != nil {
		return r, err
	}
	r.Body, r.Signature = body, ed25519.Sign(key, signed(signsRevocation, body))
	return r, nil
}

// readCertificate reads what was signed, and nothing else of c. Whether it was
// signed rightly is for trust to say.
func readCertificate(c app.DeviceCertificate) (read app.DeviceCertificate, company ed25519.PublicKey, ok bool) {
	var b certificateBody
	if json.Unmarshal(c.Body, &b) != nil || len(b.PublicKey) != ed25519.PublicKeySize || len(b.Company) != ed25519.PublicKeySize || deviceIDOf(b.PublicKey) != b.Device {
		return read, nil, false
	}
	if _, err := age.ParseX25519Recipient(b.Recipient); err != nil {
		return read, nil, false // nobody could send anything any more to those who carry its areas
	}
	return app.DeviceCertificate{
		Device: b.Device, Code: b.Code, Name: b.Name, PublicKey: b.PublicKey, Recipient: b.Recipient, Areas: b.Areas, Roles: b.Roles,
		FromOn: b.FromOn, ToOn: b.ToOn, Number: b.Number, Follows: b.Follows, Body: c.Body, Signature: c.Signature,
	}, b.Company, true
}

func readRevocation(r app.DeviceRevocation) (read app.DeviceRevocation, company ed25519.PublicKey, ok bool) {
	var b revocationBody
	if json.Unmarshal(r.Body, &b) != nil || len(b.Company) != ed25519.PublicKeySize {
		return read, nil, false
	}
	return app.DeviceRevocation{Device: b.Device, Reason: b.Reason, OnDay: b.OnDay, Number: b.Number, UpTo: b.UpTo, Body: r.Body, Signature: r.Signature}, b.Company, true
}

func signedRow(body, signature []byte) row {
	return row{id: signedID(body, signature), fields: []field{{"body", body}, {"signature", signature}, {"withdrawn_at", nil}}}
}

// signedID names a signed row by what it holds, so that nobody can put another
// into its place.
func signedID(body, signature []byte) [16]byte {
	h := sha256.New()
	_, _ = h.Write(body)
	_, _ = h.Write(signature)
	return [16]byte(h.Sum(nil))
}

func (x *tx) putDeviceCertificate(ctx context.Context, c app.DeviceCertificate) error {
	return x.put(ctx, deviceCertificates, row{}, signedRow(c.Body, c.Signature))
}

func (x *tx) putDeviceRevocation(ctx context.Context, r app.DeviceRevocation) error {
	return x.put(ctx, deviceRevocations, row{}, signedRow(r.Body, r.Signature))
}

const (
	deviceCertificates = "device_certificates"
	deviceRevocations  = "device_revocations"
)

// sealed is a table whose rows are what somebody signed, or what was noted for
// the auditor: nobody changes them.
func (t *table) sealed() bool {
	return t.name == deviceCertificates || t.name == deviceRevocations || t.kinds == app.Audits
}

// sealHolds reports whether a row that came is one that may lie in a sealed
// table: new, and under the id of what it holds.
func (t *table) sealHolds(r changedRow) bool {
	if t.kinds == app.Audits {
		return r.made
	}
	var body, signature []byte
	for _, c := range r.cells {
		value, _ := c.value.([]byte)
		switch t.place(c.column) {
		case t.column("body"):
			body = value
		case t.column("signature"):
			signature = value
		default:
			return false
		}
	}
	id := signedID(body, signature)
	return r.made && bytes.Equal(id[:], r.id[:])
}

// fingerprint is a public key as people compare it: "9F3A-11C0-77BE-0D42".
func fingerprint(key ed25519.PublicKey) string {
	sum := sha256.Sum256(key)
	text := []byte(hex.EncodeToString(sum[:8]))
	return string(bytes.ToUpper(bytes.Join([][]byte{text[:4], text[4:8], text[8:12], text[12:]}, []byte("-"))))
}
