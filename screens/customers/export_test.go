package customers

import "lamplighter/app"

// EditAgreement opens the sheet of an agreement, as its button does.
func (a *Area) EditAgreement(id app.RecordID) { a.detail.edit(editAgreement, id.String(), nil) }

// EditCare opens the sheet of special care, as its button does.
func (a *Area) EditCare(id app.RecordID) { a.detail.edit(editCare, id.String(), nil) }

// ToSheets scrolls the page to its end, where the sheets are.
func (a *Area) ToSheets() { a.detail.scroll.ScrollToBottom() }
