package main

import (
	"strconv"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/screens/words"
)

// exit is the status a command ends with that has said all there is to say.
type exit int

// Error implements error.
func (e exit) Error() string { return "exit status " + strconv.Itoa(int(e)) }

// certificateExit is the status for what came of looking a certificate up, so
// that a script can tell without reading. 0 is genuine and valid.
var certificateExit = map[app.CertificateVerdict]exit{
	app.CertificateOver: 3, app.CertificateWithdrawn: 4, app.CertificateFalse: 5, app.CertificateUnknown: 6, app.CertificateUnproved: 7,
}

// checkCertificate says what a file knows of a certificate.
func (t *terminal) checkCertificate(file, number, code string) error {
	found, err := data.CheckCertificate(t.ctx, file, number, code, app.DayOf(time.Now()))
	if err != nil {
		return err
	}
	t.say(words.CertificateVerdict(found))
	if status, bad := certificateExit[found.Verdict]; bad {
		return status
	}
	return nil
}
