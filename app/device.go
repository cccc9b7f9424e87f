package app

// DeviceID names a computer that writes changes: 63 bits of the SHA-256 of its
// public key.
type DeviceID = int64

// DeviceCertificate says that a computer is one of the company's, what it may
// carry and until when. The company's key signs it; whoever has the company's
// public key can check it without asking anybody.
type DeviceCertificate struct {
	Device    DeviceID
	Code      string // heads the numbers it gives, "K7QX"
	Name      string // "王工的笔记本"
	PublicKey []byte // ed25519, of its signatures
	Recipient string // age, of what is encrypted for it
	Areas     []Area // that it carries, besides area 0
	Roles     []Role // of those who work on it
	FromOn    Day
	ToOn      Day    // the last day it is good for
	Number    int64  // of this device's certificates; a later one replaces those before
	Signature []byte // by the company's key, over all the above
}

// Carries reports whether a device may have the records of an area.
func (c DeviceCertificate) Carries(area Area) bool {
	if area == 0 {
		return true
	}
	for _, a := range c.Areas {
		if a == area {
			return true
		}
	}
	return false
}
