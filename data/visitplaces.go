package data

import (
	"context"
	"slices"

	"lamplighter/app"
)

// visitee is a customer as a plan looks at him: where he lives, of which
// segment he is, and since when he is known.
type visitee struct {
	row       int64
	id        app.CustomerID
	name      string
	segment   string
	known     app.Day
	gone      bool // withdrawn, or merged into another
	accountNo string
	address   string
	area      app.TransformerAreaID
	areaCode  string
	areaName  string
}

func (v visitee) place() app.VisitPlace {
	return app.VisitPlace{Village: app.Village(v.address), Area: v.areaCode, Address: v.address}
}

// segmentOn is the segment that a customer c was placed in last by the day ?2;
// where nobody placed him, that of his own record.
const segmentOn = `coalesce((SELECT g.segment FROM segmentings g WHERE g.customer_id = c.id AND g.withdrawn_at IS NULL AND g.from_on <= ?2
	ORDER BY g.from_on DESC, g.at DESC LIMIT 1), c.segment)`

// One account stands for the customer, as in lists: the first that was made.
const visiteesQuery = `SELECT c.n, c.id, c.name, ` + segmentOn + `, c.created_at, c.withdrawn_at IS NOT NULL OR c.merged_into_id IS NOT NULL,
	coalesce(a.account_no, ''), coalesce(a.address, ''), a.transformer_area_id, coalesce(t.code, ''), coalesce(t.name, '')
	FROM json_each(?1) j JOIN customers c ON c.id = unhex(j.value)
	LEFT JOIN accounts a ON a.n = (SELECT n FROM accounts WHERE customer_id = c.id AND withdrawn_at IS NULL ORDER BY n LIMIT 1)
	LEFT JOIN transformer_areas t ON t.id = a.transformer_area_id`

func scanVisitee(r scanner) (visitee, error) {
	var v visitee
	var known int64
	err := r.Scan(&v.row, idInto(&v.id), &v.name, &v.segment, &known, &v.gone, &v.accountNo, &v.address, idInto(&v.area), &v.areaCode, &v.areaName)
	v.known = dayAt(known)
	return v, err
}

// visitees reads customers by their ids; one that is not there is left out.
func visitees(ctx context.Context, q querier, ids []app.CustomerID, on app.Day) (map[app.CustomerID]visitee, error) {
	found, err := collect(ctx, q, scanVisitee, visiteesQuery, jsonIDs(ids), string(on))
	out := make(map[app.CustomerID]visitee, len(found))
	for _, v := range found {
		out[v.id] = v
	}
	return out, err
}

// responsibles knows who is responsible for some customers on any day of a span.
type responsibles struct {
	byCustomer map[app.CustomerID][]app.Assignment
	byArea     map[app.TransformerAreaID][]app.Assignment
	names      map[app.StaffID]string
}

func readResponsibles(ctx context.Context, q querier, of map[app.CustomerID]visitee, span app.DaySpan) (*responsibles, error) {
	ids := make([]app.CustomerID, 0, len(of))
	for id := range of {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b app.CustomerID) int { return slices.Compare(a[:], b[:]) })
	const within = "withdrawn_at IS NULL AND from_on <= ?2 AND (to_on = '' OR to_on >= ?1)"
	all, err := collect(ctx, q, scanAssignment, "SELECT "+assignmentColumns+" FROM assignments WHERE "+within+" AND customer_id IN (SELECT unhex(value) FROM json_each(?3))"+
		" UNION ALL SELECT "+assignmentColumns+" FROM assignments WHERE "+within+" AND transformer_area_id IS NOT NULL",
		string(span.From), string(span.To), jsonIDs(ids))
	if err != nil {
		return nil, err
	}
	r := &responsibles{byCustomer: map[app.CustomerID][]app.Assignment{}, byArea: map[app.TransformerAreaID][]app.Assignment{}}
	for _, a := range all {
		if a.Customer.IsZero() {
			r.byArea[a.TransformerArea] = append(r.byArea[a.TransformerArea], a)
		} else {
			r.byCustomer[a.Customer] = append(r.byCustomer[a.Customer], a)
		}
	}
	r.names, err = staffNames(ctx, q)
	return r, err
}

// on is who is responsible for a customer on a day; nobody: the zero id.
func (r *responsibles) on(v visitee, day app.Day) app.StaffID {
	a, _ := app.ManagerOn(append(slices.Clone(r.byCustomer[v.id]), r.byArea[v.area]...), day)
	return a.Manager
}

func staffNames(ctx context.Context, q querier) (map[app.StaffID]string, error) {
	names := map[app.StaffID]string{}
	_, err := collect(ctx, q, func(r scanner) (struct{}, error) {
		var id app.StaffID
		var name string
		err := r.Scan(idInto(&id), &name)
		names[id] = name
		return struct{}{}, err
	}, "SELECT id, name FROM staff")
	return names, err
}
