package app

// ActionKind is what a person's last stored action was.
type ActionKind string

// The kinds of actions that can be told of.
const (
	NoAction     ActionKind = ""            // nothing was stored here yet
	ImportAction ActionKind = "import"      // a list was taken in
	EditAction   ActionKind = "edit"        // fields of a customer were changed
	MakeAction   ActionKind = "make"        // a customer was taken on, or given an account or a contact
	CaseAction   ActionKind = "case"        // a case was accepted or moved on
	MergeAction  ActionKind = "merge"       // two customers were made one
	ApartAction  ActionKind = "apart"       // two customers were told to be two
	UndoAction   ActionKind = "undo"        // something was taken back
	OtherAction  ActionKind = "other"       // the company, a manager, a rule
	ElseAction   ActionKind = "from_others" // the last one here was somebody else's
)

// LastAction is what a person stored last on this device, as it would be taken
// back.
type LastAction struct {
	Kind     ActionKind
	At       int64
	Token    string // says which it was when it is taken back
	Customer string // the name of the customer it touched
	Case     CaseID
	Number   string // of that case
	Import   ImportBatch
	Merge    RecordMergeID  // of a merge
	Apart    CustomersApart // of ApartAction
	Changes  []FieldChange  // for EditAction: what would change back
}

// CanUndo reports whether it can be taken back as a whole. A case is not: its
// steps are promises kept or missed, and go back only by the flow.
func (a LastAction) CanUndo() bool {
	switch a.Kind {
	case ImportAction, EditAction, MakeAction, MergeAction, ApartAction:
		return true
	}
	return false
}
