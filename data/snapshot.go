package data

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"os"
	"path/filepath"

	"filippo.io/age"
	"github.com/klauspost/compress/zstd"

	"lamplighter/app"
	"lamplighter/data/seal"
	"lamplighter/data/sheet"
)

// A snapshot is the file of one computer as another may have it: the records of
// its areas with their log, packed and encrypted for that computer alone. With it
// a computer begins, or begins anew when it was away for too long.
//
// On the disk: what it is in clear, then the packed file, then a signature over
// both by the computer that made it.

const (
	snapshotMagic   = "LAMPSNAP"
	snapshotFormat  = 1
	snapshotHeadMax = 64 << 10
	signsSnapshot   = "lamplighter snapshot 1\n"
)

type snapshotHead struct {
	Format  int          `json:"format"`
	Company []byte       `json:"company"`
	For     app.DeviceID `json:"for"`
	Maker   signedText   `json:"maker"` // certificate of the computer that made it
	Schema  int          `json:"schema"`
	AtMs    int64        `json:"at"`
}

// SnapshotFor writes a snapshot for one of the company's computers into a
// folder, and answers its path.
func (s *Store) SnapshotFor(ctx context.Context, by app.Actor, dev app.DeviceID, folder string, report func(done, total int64)) (string, error) {
	if err := by.May(app.EnrolDevices); err != nil {
		return "", err
	}
	known, err := s.trusts(ctx, s.reader)
	if err != nil {
		return "", wrap("make snapshot", err)
	}
	c, there := known.CertificateOf(dev)
	if !there {
		return "", wrap("make snapshot", app.ErrNotFound)
	}
	if known.Good(dev) != nil {
		return "", app.Refuse("device", app.DeviceWasRevoked)
	}
	path := filepath.Join(folder, joinName(c.Code)+snapshotEnding)
	return path, wrap("make snapshot", plain(s.writeSnapshot(ctx, known, c, path, report)))
}

// writeSnapshot makes a snapshot whole, under a name of its own first.
func (s *Store) writeSnapshot(ctx context.Context, known *trust, c app.DeviceCertificate, path string, report func(done, total int64)) error {
	maker, there := known.CertificateOf(s.device.id)
	if !there {
		return app.Refuse("company_key", app.NotMainComputer)
	}
	if err := s.noteHeads(ctx, s.reader); err != nil {
		return err
	}
	given, err := s.vector(ctx)
	if err != nil {
		return err
	}
	at := s.now().UnixMilli()
	filtered := s.path + ".snapshot"
	defer removeDatabase(filtered)
	letGo, err := holdAs(filtered, s.path)
	if err != nil {
		return err
	}
	defer letGo()
	if err := filterInto(ctx, s.path, filtered, c.Areas, at); err != nil {
		return err
	}
	head := snapshotHead{Format: snapshotFormat, Company: known.company, For: c.Device, Maker: signedText{maker.Body, maker.Signature}, Schema: len(migrations()), AtMs: at}
	temporary := path + ".tmp"
	if err := s.packSnapshot(ctx, head, c.Recipient, filtered, temporary, report); err != nil {
		removeQuietly(temporary)
		return err
	}
	return errorsFirst(os.Rename(temporary, path), sheet.SyncFolder(filepath.Dir(path)), s.noteGiven(ctx, c, given))
}

func (s *Store) packSnapshot(ctx context.Context, head snapshotHead, recipient, from, to string, report func(done, total int64)) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	sum := sha256.New()
	buffered := bufio.NewWriterSize(io.MultiWriter(out, sum), 1<<20)
	err = writeSnapshotHead(buffered, head)
	if err == nil {
		err = sealInto(buffered, recipient, databaseIn(from, &reportingReader{r: in, ctx: ctx, total: info.Size(), report: report}))
	}
	err = errorsFirst(err, buffered.Flush())
	if err == nil {
		_, err = out.Write(ed25519.Sign(s.device.key, signed(signsSnapshot, sum.Sum(nil))))
	}
	return errorsFirst(err, out.Sync(), out.Close())
}

func writeSnapshotHead(w io.Writer, head snapshotHead) error {
	text, err := json.Marshal(head)
	if err != nil {
		return err
	}
	_, err = w.Write(append(binary.BigEndian.AppendUint32([]byte(snapshotMagic), uint32(len(text))), text...))
	return err
}

// sealInto packs what it reads and encrypts it for one computer.
func sealInto(w io.Writer, recipient string, from io.Reader) error {
	to, err := age.ParseX25519Recipient(recipient)
	if err != nil {
		return err
	}
	sealed, err := age.Encrypt(w, to)
	if err != nil {
		return err
	}
	packed, err := zstd.NewWriter(sealed, zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		return err
	}
	_, err = io.Copy(packed, from)
	return errorsFirst(err, packed.Close(), sealed.Close())
}

// databaseIn reads the database that a file holds, sealed as it may be: who gets the
// snapshot has a key of his own.
func databaseIn(path string, file io.Reader) io.Reader {
	if key := seal.Of(path); key != nil {
		return key.NewReader(file)
	}
	return file
}

// reportingReader tells how far it has come, and ends with its context.
type reportingReader struct {
	r           io.Reader
	ctx         context.Context
	done, total int64
	report      func(done, total int64)
}

// Read implements io.Reader.
func (r *reportingReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := r.r.Read(p)
	r.done += int64(n)
	r.report(r.done, r.total)
	return n, err
}

// openSnapshot unpacks a snapshot into a database at a path, and vouches for it:
// made by a good computer of the company, and whole. Where it answers an error
// there is nothing at the path.
func openSnapshot(ctx context.Context, from, to string, company ed25519.PublicKey, own *age.X25519Identity, report func(done, total int64)) (err error) {
	defer func() {
		if err != nil {
			removeDatabase(to)
		}
	}()
	in, err := os.Open(from)
	if errors.Is(err, os.ErrNotExist) {
		return app.Refuse("snapshot", app.NoSnapshot)
	}
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	sum := sha256.New()
	body := io.TeeReader(io.LimitReader(&reportingReader{r: bufio.NewReaderSize(in, 1<<20), ctx: ctx, total: info.Size(), report: report}, info.Size()-ed25519.SignatureSize), sum)
	head, err := readSnapshotHead(body, company)
	if err != nil {
		return err
	}
	if err := unsealInto(to, body, own); err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, body); err != nil {
		return err
	}
	if err := vouchFor(head, in, sum, company); err != nil {
		return err
	}
	return Check(ctx, to)
}

func readSnapshotHead(r io.Reader, company ed25519.PublicKey) (snapshotHead, error) {
	var head snapshotHead
	start := make([]byte, len(snapshotMagic)+4)
	if _, err := io.ReadFull(r, start); err != nil || string(start[:len(snapshotMagic)]) != snapshotMagic {
		return head, app.ErrNotOurs
	}
	size := binary.BigEndian.Uint32(start[len(snapshotMagic):])
	if size > snapshotHeadMax {
		return head, app.ErrDamagedFile
	}
	text := make([]byte, size)
	if _, err := io.ReadFull(r, text); err != nil || json.Unmarshal(text, &head) != nil {
		return head, app.ErrDamagedFile
	}
	switch {
	case head.Format > snapshotFormat || head.Schema > len(migrations()):
		return head, app.ErrNewerFile
	case !company.Equal(ed25519.PublicKey(head.Company)):
		return head, app.Refuse("snapshot", app.OtherCompany)
	}
	return head, nil
}

func unsealInto(to string, sealed io.Reader, own *age.X25519Identity) error {
	opened, err := age.Decrypt(sealed, own)
	if _, is := errors.AsType[*age.NoIdentityMatchError](err); is {
		return app.Refuse("snapshot", app.OthersSnapshot)
	}
	if err != nil {
		return app.ErrDamagedFile
	}
	unpacked, err := zstd.NewReader(opened)
	if err != nil {
		return app.ErrDamagedFile
	}
	defer unpacked.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	err = copyDatabase(out, to, unpacked)
	if _, is := errors.AsType[*os.PathError](err); err != nil && !is {
		err = app.ErrDamagedFile // of the stick, not of the disk it goes to
	}
	return errorsFirst(err, out.Sync(), out.Close())
}

// copyDatabase writes a database that is read into a file, sealed if that is
// held with a key.
func copyDatabase(out *os.File, path string, from io.Reader) error {
	buffered := bufio.NewWriterSize(out, 1<<20)
	key := seal.Of(path)
	if key == nil {
		_, err := io.Copy(buffered, from)
		return errorsFirst(err, buffered.Flush())
	}
	sealing := key.NewWriter(buffered)
	if _, err := io.Copy(sealing, from); err != nil {
		return err
	}
	return errorsFirst(sealing.Close(), buffered.Flush())
}

// vouchFor compares the signature at the end of a snapshot.
func vouchFor(head snapshotHead, in *os.File, sum hash.Hash, company ed25519.PublicKey) error {
	signature := make([]byte, ed25519.SignatureSize)
	if _, err := in.Seek(-ed25519.SignatureSize, io.SeekEnd); err != nil {
		return err
	}
	if _, err := io.ReadFull(in, signature); err != nil {
		return err
	}
	maker, of, ok := readCertificate(app.DeviceCertificate{Body: head.Maker.Body, Signature: head.Maker.Signature})
	if !ok || !of.Equal(company) || !ed25519.Verify(company, signed(signsCertificate, maker.Body), maker.Signature) || !enrols(maker) {
		return app.Refuse("snapshot", app.OtherCompany)
	}
	if !ed25519.Verify(maker.PublicKey, signed(signsSnapshot, sum.Sum(nil)), signature) {
		return app.ErrDamagedFile
	}
	return nil
}

func removeDatabase(path string) {
	for _, ending := range []string{"", "-wal", "-shm", "-journal"} {
		removeQuietly(path + ending)
	}
}
