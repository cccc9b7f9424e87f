package background

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"

	"lamplighter/app"
)

// Fault is an error nobody expected. It was logged once under its reference
// number, which people can read out to whoever looks after the program.
type Fault struct {
	Reference string
	cause     error
}

func (f *Fault) Error() string { return "fault " + f.Reference + ": " + f.cause.Error() }
func (f *Fault) Unwrap() error { return f.cause }

// expected are the errors that tell people something they can act on.
var expected = []error{
	context.Canceled, app.ErrNotFound, app.ErrChangedMeantime, app.ErrNotAllowed,
	app.ErrSignIn, app.ErrMustChange, app.ErrNeedsWitness, app.ErrKeysDamaged,
	app.ErrFileAbsent, app.ErrFileDamaged,
	app.ErrNoFile, app.ErrNotOurs, app.ErrNewerFile, app.ErrOpenElsewhere,
	app.ErrReadOnlyFile, app.ErrDamagedFile, app.ErrDiskFull,
	app.ErrSealed, app.ErrWrongKey, app.ErrNotSealed,
	app.ErrBackupFolder, app.ErrBackupRoom, app.ErrBackupFalse, app.ErrNetworkPlace,
}

// safely runs work and turns what went unexpectedly wrong, a panic included,
// into a Fault.
func (r *Runner) safely(work func() error) (err error) {
	defer func() {
		if was := recover(); was != nil {
			err = r.fault(panicked(was), "stack", string(debug.Stack()))
		}
	}()
	if err = work(); err == nil || isExpected(err) {
		return err
	}
	return r.fault(err)
}

func isExpected(err error) bool {
	if _, ok := errors.AsType[*app.Refusal](err); ok {
		return true
	}
	if _, ok := errors.AsType[*app.FileProblem](err); ok {
		return true
	}
	for _, known := range expected {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

// fault logs the cause under a new reference number.
func (r *Runner) fault(cause error, more ...any) error {
	fault := &Fault{Reference: rand.Text()[:6], cause: cause}
	r.log.Error("fault", append([]any{"reference", fault.Reference, "error", cause.Error()}, more...)...)
	return fault
}

// panicked describes a panic without its value, which may hold what a
// customer said; errors of the Go runtime hold none.
func panicked(was any) error {
	if err, ok := was.(runtime.Error); ok {
		return fmt.Errorf("panic: %w", err)
	}
	return fmt.Errorf("panic of type %T", was)
}
