package data

import (
	"context"
	"slices"

	"lamplighter/app"
)

// foreseeFiles tells which files of attachments an exchange would take in and
// lay: those of rows that are here, and of rows that would come with changes.
func (e *exchange) foreseeFiles(ctx context.Context, changes []Change) (app.FilesMoved, error) {
	var out app.FilesMoved
	all, err := e.attached(ctx)
	if err != nil {
		return out, err
	}
	wanted, err := e.wantedByPeers(ctx)
	if err != nil {
		return out, err
	}
	known := map[string]bool{}
	for _, f := range slices.Concat(all, e.attachedBy(changes)) {
		if known[string(f.hash)] || !e.carries(f.area) {
			continue
		}
		known[string(f.hash)] = true
		switch {
		case !e.s.files.absent(f.hash, f.mime):
			carriers := e.trust.Carriers(f.area)
			lacking, asked := e.lacked(f, carriers, wanted)
			if (lacking || asked) && slices.ContainsFunc(f.names(carriers), func(name string) bool { return !e.lies[name] }) {
				out.Out++
				out.OutBytes += f.bytes
			}
		case e.canGather(f):
			out.In++
			out.InBytes += f.bytes
		default:
			out.Awaited++
		}
	}
	return out, nil
}

// canGather reports whether every piece of a file lies in the folder, or came
// before.
func (e *exchange) canGather(f travellingFile) bool {
	there := map[int]bool{}
	for name := range e.lies {
		if p, is := f.pieceIn(name); is {
			there[p.number] = true
		}
	}
	of := piecesOf(f.bytes)
	for n := 1; n <= of; n++ {
		if !there[n] && (of == 1 || !e.s.files.came(f.hash, filePiece{n, of})) {
			return false
		}
	}
	return true
}

// attachedBy are the files of rows that change sets make.
func (e *exchange) attachedBy(changes []Change) []travellingFile {
	t := e.s.tables["attachments"]
	var out []travellingFile
	for _, c := range changes {
		set := changeSet{dev: c.Dev, area: c.Area, seq: c.Seq, hlc: c.HLC}
		if set.decodeRows(c.Body, func(table uint64, _ []byte) bool { return table == t.no }) != nil {
			continue // it goes to quarantine
		}
		for _, r := range set.rows {
			f := travellingFile{area: app.Area(c.Area), stream: c.stream(), seq: c.Seq}
			for _, v := range r.cells {
				switch i := t.place(v.column); {
				case i < 0:
				case t.columns[i].name == "hash":
					f.hash, _ = v.value.([]byte)
				case t.columns[i].name == "mime":
					f.mime, _ = v.value.(string)
				case t.columns[i].name == "bytes":
					f.bytes, _ = v.value.(int64)
				}
			}
			if r.made && len(f.hash) > 0 {
				out = append(out, f)
			}
		}
	}
	return out
}
