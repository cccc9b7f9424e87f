package data

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"

	"lamplighter/app"
)

// The body of a usage sheet is its rows by account: first all accounts, each
// without what it has in common with the one before, then column by column, so
// that what nobody reads takes no room. All of it but the format is compressed.

// usageFormat heads every body; one of a later format is kept, not read. The
// first had no days of reading and no sources.
const usageFormat = 2

var errUsage = errors.New("usage sheet cannot be read")

// usageColumns are the numbers of a row in their order in the body.
func usageColumns(u *app.MonthUse) [7]*int64 {
	return [...]*int64{&u.Total, &u.Sharp, &u.Peak, &u.Flat, &u.Valley, &u.DemandW, &u.PFPermille}
}

// useSources number the sources of a row; a number is never used twice.
var useSources = []app.UseSource{"", app.UseMarketing, app.UseRemote, app.UseOnSite, app.UseTold, app.UseCorrected}

// useFlags is whether a row was reckoned, and above that bit the number of its
// source.
func useFlags(u app.MonthUse) int64 {
	return int64(flag(u.Estimated)) | int64(max(slices.Index(useSources, u.Source), 0))<<1
}

// readFlags reads what useFlags wrote; a source that only a later program knows
// is none.
func readFlags(u *app.MonthUse, flags int64) {
	u.Estimated = flags&1 == 1
	if source := flags >> 1; source > 0 && source < int64(len(useSources)) {
		u.Source = useSources[source]
	}
}

// encodeUsage writes rows, an account once each; equal rows give equal bytes.
func encodeUsage(rows []app.AccountUse) []byte {
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b app.AccountUse) int { return bytes.Compare(a.Account[:], b.Account[:]) })
	b := binary.AppendUvarint(make([]byte, 0, len(rows)*24), uint64(len(rows)))
	var last app.AccountID
	for _, r := range rows {
		same := 0
		for same < len(last)-1 && last[same] == r.Account[same] {
			same++
		}
		b = append(append(b, byte(same)), r.Account[same:]...)
		last = r.Account
	}
	for column := range usageColumns(&app.MonthUse{}) {
		for i := range rows {
			b = binary.AppendUvarint(b, uint64(*usageColumns(&rows[i].MonthUse)[column]))
		}
	}
	for _, r := range rows {
		b = append(b, byte(r.ReadDay))
	}
	for _, r := range rows {
		b = append(b, byte(useFlags(r.MonthUse)))
	}
	return squeezer().EncodeAll(b, []byte{usageFormat})
}

// decodeUsage reads what encodeUsage wrote; a damaged or unknown body is an
// error, never a panic and never a large allocation.
func decodeUsage(body []byte, month int64) ([]app.AccountUse, error) {
	if len(body) == 0 || body[0] < 1 || body[0] > usageFormat {
		return nil, errUsage
	}
	text, err := unpacker().DecodeAll(body[1:], nil)
	if err != nil {
		return nil, errUsage
	}
	r := &bodyReader{b: text}
	rows := make([]app.AccountUse, r.size())
	var last app.AccountID
	for i := range rows {
		same := int(r.byte())
		if same >= len(last) {
			return nil, errUsage
		}
		copy(last[same:], r.take(len(last)-same))
		rows[i].Account, rows[i].Month = last, month
	}
	for column := range usageColumns(&app.MonthUse{}) {
		for i := range rows {
			*usageColumns(&rows[i].MonthUse)[column] = int64(r.uvarint())
		}
	}
	for i := range rows {
		if body[0] > 1 {
			rows[i].ReadDay = int64(r.byte())
		}
	}
	for i := range rows {
		readFlags(&rows[i].MonthUse, int64(r.byte()))
		if rows[i].Check() != nil {
			return nil, errUsage
		}
	}
	ascends := slices.IsSortedFunc(rows, func(a, b app.AccountUse) int { return cmp.Or(bytes.Compare(a.Account[:], b.Account[:]), 1) })
	if r.bad || len(r.b) > 0 || !ascends {
		return nil, errUsage
	}
	return rows, nil
}

// mostUnpacked is far more than the accounts of an area take.
const mostUnpacked = 256 << 20

// squeezer and unpacker are made at their first use and may be shared.
var (
	squeezer = sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))
		if err != nil {
			panic(err) // of options that stand here
		}
		return e
	})
	unpacker = sync.OnceValue(func() *zstd.Decoder {
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(mostUnpacked))
		if err != nil {
			panic(err) // of options that stand here
		}
		return d
	})
)
