package forecast

// MarshalBinary is pools to keep, for One at a later time.
func (p *Pools) MarshalBinary() ([]byte, error) { return []byte{}, nil }

// UnmarshalBinary reads what MarshalBinary wrote.
func (p *Pools) UnmarshalBinary(body []byte) error { return nil }
