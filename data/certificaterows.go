package data

import (
	"context"

	"lamplighter/app"
)

// The rows of certificates: for each noun its select list, its scan and its row
// for put.

const certificateColumns = "id, area, sy_hlc, sy_dev, sy_ovr, number, staff_id, completion_id, qualified_id, staff_no, holder, title, title_en, minutes, " +
	"issued_on, until_on, code, key_id, issued_by, reason, withdrawn_at"

func scanCertificate(s scanner) (app.Certificate, error) {
	var r app.Certificate
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Number, idInto(&r.Staff), idInto(&r.Completion),
		idInto(&r.Qualified), &r.StaffNo, &r.Holder, &r.Title, &r.TitleEN, &r.Minutes, &r.IssuedOn, &r.UntilOn, &r.Code, idInto(&r.Key), idInto(&r.IssuedBy), &r.Reason,
		orZero(&r.WithdrawnAt),
	)
	return r, err
}

func certificateRow(r app.Certificate) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"number", r.Number},
		{"staff_id", idOf(r.Staff)},
		{"completion_id", idOf(r.Completion)},
		{"qualified_id", idOf(r.Qualified)},
		{"staff_no", r.StaffNo},
		{"holder", r.Holder},
		{"title", r.Title},
		{"title_en", r.TitleEN},
		{"minutes", r.Minutes},
		{"issued_on", string(r.IssuedOn)},
		{"until_on", string(r.UntilOn)},
		{"code", r.Code},
		{"key_id", idOf(r.Key)},
		{"issued_by", idOf(r.IssuedBy)},
		{"reason", r.Reason},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putCertificate(ctx context.Context, was, now app.Certificate) error {
	return x.put(ctx, "certificates", before(was.ID.IsZero(), was, certificateRow), certificateRow(now))
}

const certificateKeyColumns = "id, area, sy_hlc, sy_dev, sy_ovr, secret, from_on, withdrawn_at"

func scanCertificateKey(s scanner) (app.CertificateKey, error) {
	var r app.CertificateKey
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Secret, &r.FromOn, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func certificateKeyRow(r app.CertificateKey) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"secret", r.Secret},
		{"from_on", string(r.FromOn)},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putCertificateKey(ctx context.Context, was, now app.CertificateKey) error {
	return x.put(ctx, "certificate_keys", before(was.ID.IsZero(), was, certificateKeyRow), certificateKeyRow(now))
}
