package app

// Certificate is 证书: a paper with a number, for a course or a qualification.
type Certificate struct {
	ID          CertificateID
	Area        Area
	Number      string
	Staff       StaffID
	Completion  CompletionID // of a course
	Qualified   QualifiedID  // of a qualification
	StaffNo     string       // of the holder, as printed
	Holder      string       // his name, as printed
	Title       string       // what it is for, as printed
	TitleEN     string
	Minutes     int64 // of teaching, as printed in hours; 0: not said
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

// CertificatesOf names what certificates are wanted of.
type CertificatesOf struct {
	Class       ClassID // all who completed it
	Completions []CompletionID
	Qualified   []QualifiedID
}

// CertificateFilter narrows the list of certificates.
type CertificateFilter struct {
	Text  string // part of a number, of a name or staff number, or of what it is for
	Staff StaffID
	Class ClassID
}

// CertificateRow is a certificate as lists show it.
type CertificateRow struct {
	Certificate
	Gone    bool   // withdrawn, or what it tells of was
	Because string // why
}

// CertifiedClass is a class whose people have completed it.
type CertifiedClass struct {
	Class
	CourseName   string
	CourseNameEN string
	Completed    int64
	Certified    int64 // of those
}
