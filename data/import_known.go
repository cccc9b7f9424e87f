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
	found, err := collect(ctx, q, scanNumbered, numberedIn("customers c", "''")+` WHERE (c.withdrawn_at IS NULL OR c.merged_into_id IS NOT NULL) AND
		(c.id_no <> '' AND c.id_no IN (SELECT value FROM json_each(?1)) OR c.uscc <> '' AND c.uscc IN (SELECT value FROM json_each(?1)))`, string(list))
	if err != nil {
		return err
	}
	once, err := collect(ctx, q, scanNumbered, numberedIn("record_merges m JOIN customers c ON c.id = m.stays_id", "m.replaced")+" WHERE m.withdrawn_at IS NULL AND m.replaced <> ''")
	for _, n := range append(found, once...) {
		if key := in.holderKey(&n.customer); key != nil {
			in.holders[string(key)] = n.holder
		}
	}
	return err
}

// numbered is a customer by the numbers he has, or had before another record was
// merged into his, and who holds his accounts: the one who stays of those merged.
type numbered struct {
	customer app.Customer
	holder   holder
}

func numberedIn(tables, replaced string) string {
	return "SELECT " + prefixed("c", customerColumns) + ", coalesce(s.id, c.id), coalesce(s.area, c.area), coalesce(s.keeping, c.keeping), " + replaced +
		" FROM " + tables + " LEFT JOIN customers s ON s.id = c.merged_into_id"
}

func scanNumbered(r scanner) (numbered, error) {
	var n numbered
	replaced := map[string]string{}
	err := r.Scan(append(customerInto(&n.customer), idInto(&n.holder.id), &n.holder.area, &n.holder.kept, replacedInto{&replaced})...)
	n.customer = n.customer.PutBack(replaced)
	return n, err
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
