package paper

import (
	"cmp"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// DataSheet is 个人信息查询单: everything that is kept about one person, for him.
type DataSheet struct {
	Head  Head
	Codes *words.Codes
	Sheet app.DataSheet
}

// Document is the sheet as a document: the records of a kind under one heading.
func (d DataSheet) Document() Document {
	doc := Document{
		Title: lang.L("Personal data kept about one person"), Size: A4, Head: d.Head,
		About:  lang.L("{{.Name}} · purpose: {{.Purpose}}", map[string]any{"Name": d.Sheet.Name, "Purpose": d.Sheet.Purpose}),
		Number: lang.L("{{.N}} records", map[string]any{"N": words.Count(int64(len(d.Sheet.Records)))}),
	}
	table := ""
	for _, r := range d.Sheet.Records {
		if r.Table != table {
			table = r.Table
			doc.Blocks = append(doc.Blocks, Heading(words.Table(table)))
		}
		var g Grid
		for _, f := range r.Fields {
			text := cmp.Or(d.Codes.Value(r.Table, f.Column, f.Value, time.UnixMilli(d.Sheet.At)), f.Value)
			g = append(g, Field{Name: words.Field(f.Column), Text: text, Wide: len([]rune(text)) > 20})
		}
		doc.Blocks = append(doc.Blocks, g)
	}
	doc.Blocks = append(doc.Blocks, Paragraph{
		Text: lang.L("This sheet tells in clear what is kept about the person. It is for the person alone; hand it over against proof of identity."), Small: true,
	})
	return doc
}
