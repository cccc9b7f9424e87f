package exchange

import (
	"context"
	"encoding/json"
	"maps"

	"lamplighter/app"
)

// Chosen is a purpose as somebody chose it.
type Chosen struct {
	Code  string `json:"code"`
	Words string `json:"words,omitempty"` // of one's own
}

// Last is what each kind of list or paper went out for last, to be offered again.
type Last map[string]Chosen

// Keeper keeps settings on this device.
type Keeper interface {
	Setting(ctx context.Context, name string) (string, error)
	Set(ctx context.Context, name, value string) error
}

// With is what was chosen last with one more choice; the other stays as it is.
func (l Last) With(kind string, c Chosen) Last {
	out := maps.Clone(l)
	if out == nil {
		out = Last{}
	}
	out[kind] = c
	return out
}

// ReadLast reads what somebody chose last of some lists or papers.
func ReadLast(ctx context.Context, store Keeper, of string, by app.Actor) (Last, error) {
	var last Last
	text, err := store.Setting(ctx, lastName(of, by))
	if err != nil || text == "" {
		return last, err
	}
	return last, json.Unmarshal([]byte(text), &last)
}

// Keep keeps it for the next time.
func (l Last) Keep(ctx context.Context, store Keeper, of string, by app.Actor) error {
	text, _ := json.Marshal(l) // plain structs always marshal
	return store.Set(ctx, lastName(of, by), string(text))
}

// lastName is one setting for each person: nobody is offered what another typed.
func lastName(of string, by app.Actor) string { return of + ".purposes." + by.Staff.String() }
