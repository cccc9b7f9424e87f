package data

import (
	"context"
	"database/sql"
	"strings"

	"lamplighter/app"
	"lamplighter/data/finder"
)

// fillPart is how many row numbers are read at a time while the index is
// filled: two parts at once, which is what the cores of a laptop are good for.
const fillPart = 20_000

// keyed is a customer by its row with what it is found by.
type keyed struct {
	n    int64
	keys finder.Keys
}

func scanKeyed(r scanner) (keyed, error) {
	var k keyed
	var phones, accounts, others sql.NullString
	err := r.Scan(&k.n, &k.keys.Name, &k.keys.Pinyin, &k.keys.Initials, &phones, &accounts, &others)
	k.keys.Digits = fieldsOf(phones.String)
	for account := range strings.SplitSeq(accounts.String, "\v") {
		numbers, address, _ := strings.Cut(account, "\n")
		k.keys.Digits = append(k.keys.Digits, fieldsOf(numbers)...)
		k.keys.Addresses = append(k.keys.Addresses, address)
	}
	for _, name := range fieldsOf(others.String) {
		pinyin, initials, _ := app.Readings(name)
		k.keys.Name += "\t" + name
		k.keys.Pinyin, k.keys.Initials = k.keys.Pinyin+"\t"+pinyin, k.keys.Initials+"\t"+initials
	}
	return k, err
}

func fieldsOf(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == '\t' })
}

// keysOf reads what the customers of a condition are found by.
func keysOf(ctx context.Context, q querier, condition string, args ...any) ([]keyed, error) {
	return collect(ctx, q, scanKeyed, `SELECT c.n, c.name, c.pinyin, c.initials,
		(SELECT group_concat(mobile || char(9) || landline, char(9)) FROM contacts WHERE customer_id = c.id AND withdrawn_at IS NULL),
		(SELECT group_concat(account_no || coalesce((SELECT char(9) || group_concat(asset_no, char(9)) FROM meters m WHERE m.account_id = a.id AND m.withdrawn_at IS NULL), '') || char(10) || address, char(11))
			FROM accounts a WHERE customer_id = c.id AND withdrawn_at IS NULL),
		(SELECT group_concat(g.name || coalesce(char(9) || (m.replaced ->> 'name'), ''), char(9)) FROM customers g LEFT JOIN record_merges m ON m.gone_id = g.id AND m.withdrawn_at IS NULL WHERE g.merged_into_id = c.id)
		FROM customers c WHERE `+condition+` AND c.withdrawn_at IS NULL AND c.merged_into_id IS NULL ORDER BY c.n`, args...)
}

// rowSpan is the row numbers up to the last, in parts of so many.
type rowSpan struct{ last, part int64 }

// part is what was read of some row numbers, or why not.
type part struct {
	found []keyed
	err   error
}

// everyKey reads all customers and hands them over in the order of their rows.
func (s *Store) everyKey(ctx context.Context, span rowSpan, take func(keyed)) (err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	for coming := range s.parts(ctx, span) {
		p := <-coming
		if err == nil {
			err = p.err
		}
		if err != nil {
			stop() // those still being read are waited for
			continue
		}
		for _, k := range p.found {
			take(k)
		}
	}
	if err == nil {
		err = ctx.Err() // the last parts were not begun
	}
	return err
}

// parts reads part by part; the channel closes behind the last, or when the
// context ends.
func (s *Store) parts(ctx context.Context, span rowSpan) <-chan chan part {
	parts := make(chan chan part)
	go func() {
		defer close(parts)
		for from := int64(0); from <= span.last && ctx.Err() == nil; from += span.part {
			coming := make(chan part, 1)
			go func() {
				found, err := keysOf(ctx, s.reader, "c.n BETWEEN ? AND ?", from, from+span.part-1)
				coming <- part{found, err}
			}()
			parts <- coming
		}
	}()
	return parts
}
