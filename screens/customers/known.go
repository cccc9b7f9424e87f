package customers

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// The left half of the page: what is known of the customer.

// showLeft begins with whom one speaks to and where he takes his electricity,
// goes on with what is to be asked and done, and ends with what is looked up.
func (p *Detail) showLeft() {
	p.missing = nil
	p.left.Objects = []fyne.CanvasObject{p.customerFacts(), p.satisfied()}
	p.showOthers()
	p.showAccounts()
	p.section(lang.L("Contacts"), lang.L("Add contact"), func() { p.edit(editContact, "", nil) })
	for _, c := range p.page.Contacts {
		p.left.Add(p.contact(c))
	}
	p.showEye()
	p.section(words.Field("manager"), lang.L("Change manager"), func() { p.edit(editManager, "", nil) })
	for _, a := range p.page.Assignments {
		p.left.Add(p.assignment(a))
	}
	if len(p.page.Assignments) == 0 {
		p.left.Add(widgets.NewMutedText(lang.L("Nobody is responsible yet.")))
	}
	p.left.Add(p.served.Content())
	p.showOpportunities()
	p.showSheets()
	p.showUse()
	p.showUsageEvents()
	p.showReadings()
	p.showMissing()
	p.left.Refresh()
}

// showEye offers what of the customer and his contacts is masked.
func (p *Detail) showEye() {
	c := p.page.Customer
	shown := []string{c.IDNo, c.LegalRep, c.Note, c.Preference}
	for _, k := range p.page.Contacts {
		shown = append(shown, k.Mobile, k.Landline, k.Email)
	}
	if eye, is := p.desk.Eye(shown...); is {
		p.left.Add(container.NewHBox(eye))
	}
}

// accountsWhole is how many accounts are shown with all that is known of them;
// more have a line each until the rest is asked for.
const accountsWhole = 2

func (p *Detail) showAccounts() {
	p.section(lang.L("Accounts"), lang.L("Add account"), func() { p.edit(editAccount, "", nil) })
	many := len(p.page.Accounts) > accountsWhole && !p.whole
	for i, a := range p.page.Accounts {
		if many && i > 0 {
			p.left.Add(p.accountLine(a))
			continue
		}
		p.left.Add(p.account(a))
	}
	if many {
		p.left.Add(p.showAll())
	}
}

// showAll asks for what the page had left out.
func (p *Detail) showAll() fyne.CanvasObject {
	button := widgets.NewButton(lang.L("Show all"), func() {
		p.whole = true
		p.showLeft()
		p.showPromises()
	})
	button.Importance = widget.LowImportance
	return container.NewHBox(button)
}

// showMissing offers the parts that have nothing yet.
func (p *Detail) showMissing() {
	if len(p.missing) > 0 {
		p.left.Add(widgets.NewSectionHeader(lang.L("Not noted yet: add")))
		p.left.Add(container.New(&widgets.WrapLayout{Gap: theme.Padding()}, p.missing...))
	}
}

// section heads a part, with the button that adds to it.
func (p *Detail) section(title, action string, do func()) {
	p.left.Add(sectionHeader(title, action, do))
}

func sectionHeader(title, action string, do func()) *widgets.SectionHeader {
	button := widgets.NewButton(action, do)
	button.Importance = widget.LowImportance
	return widgets.NewSectionHeader(title).WithTail(button)
}

func (p *Detail) code(field, value string) string { return shown(p.desk, p.lists, field, value) }

func (p *Detail) customerFacts() fyne.CanvasObject {
	c := p.page.Customer
	facts := widgets.NewFacts()
	if c.IDNo != "" {
		facts.Add(p.idLabel(c), masked(c.IDNo))
	}
	facts.Add(words.Field("uscc"), c.USCC)
	facts.Add(words.Field("legal_rep"), c.LegalRep)
	facts.Add(words.Field("class"), p.code("class", c.Class))
	facts.Add(words.Field("important_grade"), p.code("important_grade", c.ImportantGrade))
	facts.Add(words.Field("industry"), p.code("industry", c.Industry))
	facts.Add(words.Field("confirmed_on"), string(c.ConfirmedOn))
	facts.AddWide(words.Field("preference"), c.Preference)
	facts.AddWide(words.Field("care"), c.Care)
	facts.AddWide(words.Field("credit_note"), c.CreditNote)
	facts.AddWide(words.Field("note"), c.Note)
	return facts
}

func (p *Detail) idLabel(c app.Customer) string {
	if c.IDType == "" {
		return words.Field("id_no")
	}
	return p.code("id_type", c.IDType)
}

// accountHead is the number of an account and how it stands.
func (p *Detail) accountHead(a app.Account) *fyne.Container {
	number := widgets.NewText(a.AccountNo)
	number.Bold = true
	line := container.NewHBox(number, widgets.NewBadge(p.code("status", a.Status), statusTone(a.Status)))
	if a.ArrearsFen > 0 {
		line.Add(widgets.NewBadge(words.Alert(app.Alert{Kind: app.AlertArrears, Fen: a.ArrearsFen}), widgets.ToneWarn))
	}
	return line
}

// accountLine is one of many accounts: where it is, and how large.
func (p *Detail) accountLine(a app.Account) fyne.CanvasObject {
	place := widgets.NewMutedText(a.Address)
	place.Shrinks = true
	id := a.ID.String()
	edit := p.editButton(func() { p.edit(editAccount, id, nil) })
	return container.NewBorder(nil, nil, p.accountHead(a), container.NewHBox(widgets.NewText(words.KVA(a.ContractedVA)), edit), place)
}

// account shows one account: its number and state, then its facts.
func (p *Detail) account(a app.Account) fyne.CanvasObject {
	facts := widgets.NewFacts()
	facts.AddWide(words.Field("address"), a.Address)
	facts.Add(words.Field("usage_category"), p.code("usage_category", a.UsageCategory))
	facts.Add(words.Field("voltage"), p.code("voltage", a.Voltage))
	facts.Add(words.Field("contracted_va"), words.KVA(a.ContractedVA))
	if a.RunningVA != a.ContractedVA {
		facts.Add(words.Field("running_va"), words.KVA(a.RunningVA))
	}
	facts.Add(words.Field("transformer_area"), p.page.Areas[a.TransformerArea].Name)
	facts.Add(words.Field("line"), strings.TrimSpace(a.Substation+"  "+a.Line))
	facts.Add(words.Field("meter_no"), p.meters(a.ID))
	facts.Add(words.Field("reading_book"), a.ReadingBook)
	facts.Add(words.Field("price_class"), p.code("price_class", a.PriceClass))
	facts.Add(words.Field("ownership"), p.code("ownership", a.Ownership))
	facts.Add(words.Field("opened_on"), string(a.OpenedOn))
	facts.Add(words.Field("pv_w"), words.KW(a.PVW))
	facts.Add(words.Field("charger_w"), words.KW(a.ChargerW))
	facts.Add(words.Field("storage_wh"), words.KWh(a.StorageWh))
	facts.AddWide(words.Field("note"), a.Note)
	id := a.ID.String()
	return container.NewVBox(container.NewBorder(nil, nil, nil, p.editButton(func() { p.edit(editAccount, id, nil) }), p.accountHead(a)), facts)
}

func statusTone(status string) widgets.Tone {
	if status == "active" {
		return widgets.ToneGood
	}
	return widgets.ToneNeutral
}

// meters names the meters of an account, with their multiplier where it counts.
func (p *Detail) meters(id app.AccountID) string {
	var all []string
	for _, m := range p.page.Meters {
		if m.Account != id {
			continue
		}
		text := m.AssetNo
		if m.Multiplier > 1 {
			text += " × " + words.Count(m.Multiplier)
		}
		all = append(all, text)
	}
	return strings.Join(all, "  ")
}

func (p *Detail) editButton(do func()) *widgets.Button {
	b := widgets.NewIconButton(lang.L("Edit"), theme.DocumentCreateIcon(), do)
	b.Importance = widget.LowImportance
	return b
}

func (p *Detail) contact(c app.Contact) fyne.CanvasObject {
	name := widgets.NewText(c.Name)
	name.Bold, name.Shrinks = true, true
	role := widgets.NewMutedText(p.code("role", c.Role))
	role.Shrinks = true
	phones := widgets.NewText(strings.TrimSpace(c.Mobile + "  " + c.Landline))
	hours := widgets.NewMutedText(c.Hours)
	hours.Shrinks = true
	id := c.ID.String()
	return container.NewBorder(nil, nil, nil, p.editButton(func() { p.edit(editContact, id, nil) }),
		container.New(&widgets.BarLayout{Widths: []float32{110, 130, 200, 0}}, name, role, phones, hours))
}

// assignment shows who was responsible from when to when, and for what.
func (p *Detail) assignment(a app.Assignment) fyne.CanvasObject {
	name := widgets.NewText(p.page.Staff[a.Manager])
	name.Bold = true
	deputy := widgets.NewMutedText("")
	if !a.Deputy.IsZero() {
		deputy.SetText(lang.L("Deputy {{.Name}}", map[string]any{"Name": p.page.Staff[a.Deputy]}))
	}
	of := widgets.NewMutedText("")
	if area, known := p.lists.area(a.TransformerArea); known {
		of.SetText(area.Name)
	}
	of.Shrinks, deputy.Shrinks = true, true
	return container.New(&widgets.BarLayout{Widths: []float32{110, 130, 210, 0}}, name, deputy, widgets.NewText(daySpan(a.FromOn, a.ToOn)), of)
}
