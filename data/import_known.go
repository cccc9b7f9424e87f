package data

import (
	"context"
	"encoding/json"

	"lamplighter/app"
)

// held is an account the file knows, with its holder.
type held struct {
	account  app.Account
	customer app.Customer
}

func (in *importer) known(ctx context.Context, x *tx, s *sheaf) (map[string]held, error) {
	if in.fresh || s.taken == 0 {
		return nil, nil
	}
	numbers := make([]string, 0, s.taken)
	for i := range s.rows {
		if l := &s.rows[i]; l.refused.Reason == "" {
			numbers = append(numbers, l.draft.Account.AccountNo)
		}
	}
	q, err := x.reads()
	if err != nil {
		return nil, err
	}
	const named = " FROM accounts WHERE account_no IN (SELECT value FROM json_each(?)) AND withdrawn_at IS NULL"
	list, _ := json.Marshal(numbers) // strings always marshal
	accounts, err := collect(ctx, q, scanAccount, "SELECT "+accountColumns+named, string(list))
	if err != nil || len(accounts) == 0 {
		return nil, err
	}
	customers, err := collect(ctx, q, scanCustomer, "SELECT "+customerColumns+" FROM customers WHERE id IN (SELECT customer_id"+named+")", string(list))
	if err != nil {
		return nil, err
	}
	byID := make(map[app.CustomerID]app.Customer, len(customers))
	for _, c := range customers {
		byID[c.ID] = c
	}
	out := make(map[string]held, len(accounts))
	for _, a := range accounts {
		c, is := byID[a.Customer]
		if !is {
			return nil, app.ErrNotFound
		}
		out[a.AccountNo] = held{a, c}
	}
	return out, nil
}

// holder is a customer who holds more than one account of the list, perhaps.
type holder struct {
	id   app.CustomerID
	area app.Area
	kept app.Keeping
}

// knownHolders finds customers of the file who have the numbers of the accounts
// that a sheaf adds.
func (in *importer) knownHolders(ctx context.Context, x *tx, s *sheaf, known map[string]held) error {
	if in.fresh {
		return nil
	}
	var numbers []string
	for i := range s.rows {
		l := &s.rows[i]
		_, has := known[l.draft.Account.AccountNo]
		switch c := &l.draft.Customer; {
		case has || l.refused.Reason != "":
		case c.IDNo != "":
			numbers = append(numbers, c.IDNo)
		case c.USCC != "":
			numbers = append(numbers, c.USCC)
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	q, err := x.reads()
	if err != nil {
		return err
	}
	list, _ := json.Marshal(numbers)
	found, err := collect(ctx, q, scanCustomer, "SELECT "+customerColumns+` FROM customers WHERE (withdrawn_at IS NULL OR merged_into_id IS NOT NULL) AND
		(id_no <> '' AND id_no IN (SELECT value FROM json_each(?1)) OR uscc <> '' AND uscc IN (SELECT value FROM json_each(?1)))`, string(list))
	if err != nil {
		return err
	}
	once, err := collect(ctx, q, scanAsBefore, "SELECT "+prefixed("c", customerColumns)+`, m.replaced FROM record_merges m
		JOIN customers c ON c.id = m.stays_id WHERE m.withdrawn_at IS NULL AND m.replaced <> ''`)
	found = append(found, once...)
	for i := range found {
		of := holder{found[i].ID, found[i].Area, found[i].Keeping}
		if !found[i].MergedInto.IsZero() {
			of.id = found[i].MergedInto
		}
		if key := in.holderKey(&found[i]); key != nil {
			in.holders[string(key)] = of
		}
	}
	return err
}

// scanAsBefore reads a customer as he was before another record was merged into
// his: he is known by these numbers, too.
func scanAsBefore(r scanner) (app.Customer, error) {
	var c app.Customer
	replaced := map[string]string{}
	err := r.Scan(append(customerInto(&c), replacedInto{&replaced})...)
	return c.PutBack(replaced), err
}

// holderKey is what makes two rows one customer: the same number and name. It
// is nil without a number, and overwritten by the next call.
func (in *importer) holderKey(c *app.Customer) []byte {
	if c.IDNo == "" && c.USCC == "" {
		return nil
	}
	in.key = append(append(append(in.key[:0], c.IDNo...), '/'), c.USCC...)
	in.key = append(append(in.key, '/'), c.Name...)
	return in.key
}
