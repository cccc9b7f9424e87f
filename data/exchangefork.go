package data

import (
	"bytes"
	"context"
	"errors"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// lookForFork compares a package under this device's name with its own log.
// Where they part, a copy of the file went on under the same name elsewhere.
func (e *exchange) lookForFork(ctx context.Context, p *keptPackage, b bundle.Package) error {
	ours, err := collect(ctx, e.s.reader, scanBytes, "SELECT prev_hash FROM sy_changes WHERE dev = ? AND area = ? AND seq BETWEEN ? AND ? ORDER BY seq",
		p.Device, int64(p.Area), p.First, p.Last+1)
	if err != nil {
		return err
	}
	folded := e.folded[p.stream()].seq
	gone := len(ours) == 0 && p.Last <= folded // the area left before this file began anew: of its sets only the place of the last is known
	if gone && p.Last < folded {
		return nil
	}
	if p.Last == e.have[p.stream()] {
		head, err := e.head(ctx, p.stream())
		if err != nil {
			return err
		}
		ours = append(ours, head)
	}
	if len(ours) > 0 && (gone || int64(len(ours)) == p.Last-p.First+2) && bytes.Equal(ours[len(ours)-1], b.Hash) {
		return nil
	}
	p.State = app.PackageForked
	from := p.First
	if sets, err := b.Sets(e.s.device.age); err == nil {
		for i, c := range changesOf(b.Header, sets) {
			if i < len(ours) && bytes.Equal(ours[i], c.PrevHash) {
				from = c.Seq
			}
		}
	}
	if known, is := e.forks[p.Area]; !is || from < known {
		e.forks[p.Area] = from
	}
	return nil
}

// noteForks sees to it that the file goes on under another name when it is next
// opened. Until then nothing more leaves it.
func (e *exchange) noteForks() error {
	for area, from := range e.forks {
		if err := e.s.noteFork(area, from); !errors.Is(err, errForked) {
			return err
		}
	}
	if len(e.forks) > 0 {
		return app.ErrForked
	}
	return nil
}
