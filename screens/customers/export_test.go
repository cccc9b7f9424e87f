package customers

import "lamplighter/app"

// EditAgreement opens the sheet of an agreement, as its button does.
func (a *Area) EditAgreement(id app.RecordID) { a.detail.edit(editAgreement, id.String(), nil) }

// ToSheets scrolls the page to its end, where the sheets are.
func (a *Area) ToSheets() { a.detail.scroll.ScrollToBottom() }
