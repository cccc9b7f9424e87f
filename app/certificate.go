package app

// Certificate is 证书: a paper with a number, for a course or a qualification.
type Certificate struct {
	ID          CertificateID
	Area        Area
	Number      string
	Staff       StaffID
	Completion  CompletionID // of a course
	Qualified   QualifiedID  // of a qualification
	Holder      string       // name and number as printed
	Title       string
	IssuedOn    Day
	UntilOn     Day
	Code        string // what proves it; see CertificateCode
	Key         CertificateKeyID
	IssuedBy    StaffID
	Reason      string // why it was withdrawn
	WithdrawnAt int64  // Unix ms; 0 while in use
	Seen        Seen
}

// CertificateID names one.
type CertificateID = ID[Certificate]

// CertificateKey is the secret that certificates are proved with. It lies where only trainers carry it.
type CertificateKey struct {
	ID          CertificateKeyID
	Area        Area
	Secret      []byte
	FromOn      Day
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// CertificateKeyID names one.
type CertificateKeyID = ID[CertificateKey]
