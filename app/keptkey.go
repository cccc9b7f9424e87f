package app

// KeptKey is how a file stands with being kept unlocked on a computer.
type KeptKey struct {
	Forbidden bool   // no computer of the company may keep it
	Answers   bool   // the computer has a keyring that answers
	On        bool   // it keeps the key of the file
	Name      string // of who asked for it; "" when nobody did, or he is gone
}
