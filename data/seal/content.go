package seal

// Content seals what a small file holds. What it is for is not in the file and
// must be said again to open it, so that no file opens in another's place.
func (k *Key) Content(purpose string, plain []byte) []byte {
	out := make([]byte, markSize+nonceSize, markSize+nonceSize+len(plain)+tagSize)
	copy(out, k.mark[:])
	k.nonce(out[markSize:])
	return k.files.Seal(out, out[markSize:], plain, []byte(purpose))
}

// OpenContent opens what Content has sealed.
func (k *Key) OpenContent(purpose string, sealed []byte) ([]byte, error) {
	switch {
	case !Is(sealed) || len(sealed) < markSize+nonceSize:
		return nil, ErrDamaged
	case !k.Made(sealed):
		return nil, ErrWrongKey
	}
	plain, err := k.files.Open(nil, sealed[markSize:markSize+nonceSize], sealed[markSize+nonceSize:], []byte(purpose))
	if err != nil {
		return nil, ErrDamaged
	}
	return plain, nil
}
