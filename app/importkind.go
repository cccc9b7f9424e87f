package app

// ImportKind is what a list that comes in holds.
type ImportKind string

// The kinds. Questions come by an import of their own and are taken back like
// the others.
const (
	ImportAccounts    ImportKind = ""            // customers and accounts
	ImportUsage       ImportKind = "usage"       // what accounts used, by month
	ImportClassList   ImportKind = "class_list"  // who is in a class, and what came of it for them
	ImportCompletions ImportKind = "completions" // what an older system knows to be completed
	ImportQuestions   ImportKind = "questions"
)

// ImportKinds are those that a sheet is looked at for, column by column.
func ImportKinds() []ImportKind {
	return []ImportKind{ImportAccounts, ImportUsage, ImportClassList, ImportCompletions}
}

// Right is what bringing in such a list takes, and taking it back.
func (k ImportKind) Right() Right {
	if k == ImportAccounts || k == ImportUsage {
		return ImportRecords
	}
	return ChangeTraining
}
