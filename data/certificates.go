package data

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"

	"lamplighter/app"
)

// certificateNumbers head the numbers of certificates, which run on by device
// and year.
const certificateNumbers = "ZS-"

// IssueCertificates gives certificates for completions and grants, in the order
// of staff numbers. What has one already keeps it, so that printing again is the
// same paper; what was withdrawn gets none.
func (s *Store) IssueCertificates(ctx context.Context, by app.Actor, of app.CertificatesOf) ([]app.CertificateID, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return nil, err
	}
	var ids []app.CertificateID
	err := s.write(ctx, by, app.Why{}, func(x *tx) (err error) {
		ids, err = x.certify(ctx, of)
		if err == nil && len(ids) == 0 {
			return app.Refuse("certificate", app.NotGranted)
		}
		return err
	})
	return ids, wrap("issue certificates", err)
}

// certified is a ground for a certificate, and the one it has.
type certified struct {
	app.Certificate
	had app.CertificateID
}

// certify answers the certificates of some completions and grants, making those
// that are not there.
func (x *tx) certify(ctx context.Context, of app.CertificatesOf) ([]app.CertificateID, error) {
	q, err := x.reads()
	if err != nil {
		return nil, err
	}
	all, err := collect(ctx, q, scanCertified, certifiedQuery, hexIDs(of.Completions), of.Class[:], hexIDs(of.Qualified))
	if err != nil {
		return nil, err
	}
	missing := 0
	for _, c := range all {
		if c.had.IsZero() {
			missing++
		}
	}
	var numbers []string
	var key app.CertificateKey
	if missing > 0 {
		if numbers, err = x.nextCertificateNumbers(ctx, missing); err != nil {
			return nil, err
		}
		if key, err = x.certificateKey(ctx); err != nil {
			return nil, err
		}
	}
	ids := make([]app.CertificateID, len(all))
	for i, c := range all {
		if ids[i] = c.had; !c.had.IsZero() {
			continue
		}
		now := c.Certificate
		now.ID, now.Number, now.Key, now.IssuedBy = newID[app.CertificateID](), numbers[0], key.ID, x.by.Staff
		now.IssuedOn = app.DayOf(x.now)
		now.Code = app.CertificateCode(now, key.Secret)
		if err := x.putCertificate(ctx, app.Certificate{}, now); err != nil {
			return nil, err
		}
		ids[i], numbers = now.ID, numbers[1:]
	}
	return ids, nil
}

// certifiedQuery reads the grounds: ?1 completions, ?2 a class, ?3 grants. A
// person completes a course for the hours he was taught or practised.
const certifiedQuery = `SELECT c.area, c.staff_id, c.id, NULL, s.staff_no, s.name, k.name, k.name_en, c.minutes, c.until_on, p.id, s.n
	FROM completions c JOIN staff s ON s.id = c.staff_id JOIN courses k ON k.id = c.course_id
	LEFT JOIN certificates p ON p.completion_id = c.id AND p.withdrawn_at IS NULL
	WHERE c.withdrawn_at IS NULL AND (c.id IN (SELECT unhex(value) FROM json_each(?1)) OR c.class_id = ?2)
	UNION ALL
	SELECT g.area, g.staff_id, NULL, g.id, s.staff_no, s.name, q.name, q.name_en, 0, g.until_on, p.id, s.n
	FROM qualified g JOIN staff s ON s.id = g.staff_id JOIN qualifications q ON q.id = g.qualification_id
	LEFT JOIN certificates p ON p.qualified_id = g.id AND p.withdrawn_at IS NULL
	WHERE g.withdrawn_at IS NULL AND g.id IN (SELECT unhex(value) FROM json_each(?3))
	ORDER BY 5, 12`

func scanCertified(r scanner) (certified, error) {
	var c certified
	var n int64
	err := r.Scan(&c.Area, idInto(&c.Staff), idInto(&c.Completion), idInto(&c.Qualified), &c.StaffNo, &c.Holder, &c.Title, &c.TitleEN, &c.Minutes, &c.UntilOn,
		idInto(&c.had), &n)
	return c, err
}

// nextCertificateNumbers is so many numbers of this device and year, one after
// the other. They run on behind those the file holds, too: a copy put back from
// before may have forgotten what it counted.
func (x *tx) nextCertificateNumbers(ctx context.Context, count int) ([]string, error) {
	head := fmt.Sprintf("%s%s-%s-", certificateNumbers, x.s.device.code, x.now.In(app.Local).Format("2006"))
	held, err := one(ctx, x.s.conn, scanInt, "SELECT coalesce(max(CAST(substr(number, ?2) AS INTEGER)), 0) FROM certificates WHERE number >= ?1 AND number < ?1 || 'A'", head, len(head)+1)
	if err != nil {
		return nil, err
	}
	if err := x.exec(ctx, "INSERT INTO numbers (name, last) VALUES (?1, ?2 + ?3) ON CONFLICT (name) DO UPDATE SET last = max(last, ?2) + ?3", head, held, count); err != nil {
		return nil, err
	}
	last, err := one(ctx, x.s.conn, scanInt, "SELECT last FROM numbers WHERE name = ?", head)
	numbers := make([]string, count)
	for i := range numbers {
		numbers[i] = fmt.Sprintf("%s%04d", head, int(last)-count+1+i)
	}
	return numbers, err
}

// certificateSecret is how many bytes a key has.
const certificateSecret = 32

// certificateKey is the key that certificates are sealed with: the first there
// is, or one made when the first certificate is. Two computers may each make
// one; a certificate names its own.
func (x *tx) certificateKey(ctx context.Context) (app.CertificateKey, error) {
	keys, err := collect(ctx, x.s.conn, scanCertificateKey, "SELECT "+certificateKeyColumns+" FROM certificate_keys WHERE withdrawn_at IS NULL ORDER BY from_on, id LIMIT 1")
	if err != nil || len(keys) > 0 {
		return firstOf(keys), err
	}
	key := app.CertificateKey{ID: newID[app.CertificateKeyID](), Area: app.TrainersArea, Secret: make([]byte, certificateSecret), FromOn: app.DayOf(x.now)}
	_, _ = rand.Read(key.Secret) // never fails
	return key, x.putCertificateKey(ctx, app.CertificateKey{}, key)
}

func firstOf[T any](all []T) (first T) {
	if len(all) > 0 {
		first = all[0]
	}
	return first
}

// withdrawCertificates takes back those that tell of a completion or a grant.
func (x *tx) withdrawCertificates(ctx context.Context, column string, of [16]byte, reason string) error {
	q, err := x.reads()
	if err != nil {
		return err
	}
	all, err := collect(ctx, q, scanCertificate, "SELECT "+certificateColumns+" FROM certificates WHERE "+column+" = ? AND withdrawn_at IS NULL", of[:])
	for _, was := range all {
		now := was
		now.WithdrawnAt, now.Reason = x.now.UnixMilli(), reason
		if err := x.putCertificate(ctx, was, now); err != nil {
			return err
		}
	}
	return err
}

// Certificates lists certificates, the newest first, at most so many. Somebody
// without the right to others' training gets his own.
func (s *Store) Certificates(ctx context.Context, by app.Actor, f app.CertificateFilter, most int) ([]app.CertificateRow, error) {
	ctx = s.within(ctx, by)
	if by.May(app.ReadTraining) != nil {
		if err := by.May(app.LearnHere); err != nil {
			return nil, err
		}
		f.Staff = by.Staff
	}
	q := where{}
	if !f.Staff.IsZero() {
		q.add("p.staff_id = ?", f.Staff[:])
	}
	if !f.Class.IsZero() {
		q.add("c.class_id = ?", f.Class[:])
	}
	if f.Text != "" {
		like := "%" + f.Text + "%"
		q.add("(p.number LIKE ? OR p.holder LIKE ? OR p.staff_no LIKE ? OR p.title LIKE ? OR p.title_en LIKE ?)", like, like, like, like, like)
	}
	found, err := collect(ctx, s.reader, scanCertificateRow, "SELECT "+certificateRowColumns+" FROM certificates p"+certificateRowJoins+q.text()+
		" ORDER BY p.issued_on DESC, p.number DESC LIMIT ?", append(q.args, most)...)
	return found, wrap("certificates", err)
}

// CertificatesAt reads some certificates, in that order.
func (s *Store) CertificatesAt(ctx context.Context, by app.Actor, ids []app.CertificateID) ([]app.CertificateRow, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.LearnHere); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, scanCertificateRow, "SELECT "+certificateRowColumns+
		" FROM json_each(?) j JOIN certificates p ON p.id = unhex(j.value)"+certificateRowJoins+" ORDER BY j.key", hexIDs(ids))
	if by.May(app.ReadTraining) != nil && slices.ContainsFunc(found, func(c app.CertificateRow) bool { return c.Staff != by.Staff }) {
		return nil, by.May(app.ReadTraining)
	}
	return found, wrap("certificates at", err)
}

var certificateRowColumns = prefixed("p", certificateColumns) + ", c.withdrawn_at IS NOT NULL OR g.withdrawn_at IS NOT NULL, coalesce(c.reason, g.reason, '')"

const certificateRowJoins = " LEFT JOIN completions c ON c.id = p.completion_id LEFT JOIN qualified g ON g.id = p.qualified_id"

func scanCertificateRow(r scanner) (app.CertificateRow, error) {
	var c app.CertificateRow
	var err error
	c.Certificate, err = scanCertificate(scannerFunc(func(into ...any) error { return r.Scan(append(into, &c.Gone, &c.Because)...) }))
	if c.WithdrawnAt != 0 {
		c.Gone, c.Because = true, c.Reason
	}
	return c, err
}

// certifiedClassesShown is how many classes are offered, the latest.
const certifiedClassesShown = 200

// CertifiedClasses are the classes that people have completed, the latest first,
// with how many of them have a certificate.
func (s *Store) CertifiedClasses(ctx context.Context, by app.Actor) ([]app.CertifiedClass, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, func(r scanner) (app.CertifiedClass, error) {
		var c app.CertifiedClass
		var err error
		c.Class, err = scanClass(scannerFunc(func(into ...any) error {
			return r.Scan(append(into, &c.CourseName, &c.CourseNameEN, &c.Completed, &c.Certified)...)
		}))
		return c, err
	}, "SELECT "+prefixed("l", classColumns)+`, k.name, k.name_en, count(c.id), count(p.id) FROM completions c JOIN classes l ON l.id = c.class_id JOIN courses k ON k.id = l.course_id
		LEFT JOIN certificates p ON p.completion_id = c.id AND p.withdrawn_at IS NULL
		WHERE c.class_id IS NOT NULL AND c.withdrawn_at IS NULL GROUP BY l.id ORDER BY l.ends_on DESC, l.n DESC LIMIT ?`, certifiedClassesShown)
	return found, wrap("classes to certify", err)
}
