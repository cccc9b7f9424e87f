package data

import (
	"context"

	"lamplighter/app"
)

// CheckCertificate judges a certificate by its number and the code on the paper.
// Whoever has both may ask.
func (s *Store) CheckCertificate(ctx context.Context, by app.Actor, number, code string) (app.CertificateCheck, error) {
	if err := by.May(app.LearnHere); err != nil {
		return app.CertificateCheck{}, err
	}
	found, err := checkCertificate(everything(ctx), s.reader, number, code, app.DayOf(s.now()))
	return found, wrap("check certificate", err)
}

// CheckCertificate judges a certificate of a file that is only read, also while
// another program has it open.
func CheckCertificate(ctx context.Context, path, number, code string, today app.Day) (app.CertificateCheck, error) {
	r, err := openToRead(ctx, path)
	if err != nil {
		return app.CertificateCheck{}, err
	}
	defer r.close()
	tables, err := one(ctx, r.conn, scanInt, "SELECT count(*) FROM sqlite_schema WHERE name = 'certificates'")
	if err != nil || tables == 0 { // a file of before there were any
		return app.CertificateCheck{Verdict: app.CertificateUnknown}, plain(err)
	}
	found, err := checkCertificate(ctx, r.conn, number, code, today)
	return found, wrap("check certificate", plain(err))
}

// checkCertificate asks each certificate of a number: there is one, unless
// somebody put another beside it.
func checkCertificate(ctx context.Context, q querier, number, code string, today app.Day) (app.CertificateCheck, error) {
	all, err := collect(ctx, q, scanKeptCertificate, "SELECT "+prefixed("p", certificateColumns)+`, k.secret,
			c.withdrawn_at IS NULL AND g.withdrawn_at IS NULL AND coalesce(c.id, g.id) IS NOT NULL, coalesce(c.reason, g.reason, '')
		FROM certificates p LEFT JOIN certificate_keys k ON k.id = p.key_id`+certificateRowJoins+" WHERE p.number = ? ORDER BY p.n", app.ReadCertificateNumber(number))
	if err != nil || len(all) == 0 {
		return app.CertificateCheck{Verdict: app.CertificateUnknown}, err
	}
	var found app.CertificateCheck
	for _, kept := range all {
		if found = kept.Check(code, today); found.Certificate.Number != "" {
			break
		}
	}
	return found, nil
}

func scanKeptCertificate(r scanner) (app.KeptCertificate, error) {
	var k app.KeptCertificate
	var err error
	k.Certificate, err = scanCertificate(scannerFunc(func(into ...any) error { return r.Scan(append(into, &k.Secret, &k.Ground, &k.Because)...) }))
	return k, err
}
