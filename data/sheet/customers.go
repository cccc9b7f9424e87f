package sheet

import (
	"strings"

	"lamplighter/app"
)

// The fields of Customers, as indexes of Record.Values.
const (
	AccountNo = iota
	CustomerName
	HolderKind
	Address
	UsageCategory
	SupplyVoltage
	ContractedKVA
	RunningKVA
	IndustryCode
	ContactName
	ContactPhone
	OtherPhone
	IDNumber
	USCC
	ReadingBook
	TransformerArea
	Manager
	OpenedOn
	Arrears
	MeterNo
	Substation
	Line
	Remark
)

// Customers is the list of customers and accounts, as the marketing system
// prints it and halls hand it on.
func Customers() Profile {
	return Profile{Name: "customers", finish: finishCustomer, Fields: []Field{
		AccountNo: {
			Key: "account_no", Kind: Code, Required: true, IsKey: true,
			Titles: []string{"户号", "Account number", "用户编号", "客户编号", "用电户号", "户编号", "用电客户编号", "电力用户编号", "总户号", "账户编号", "用户号", "客户号", "Account no", "Account", "Consumer number", "Account ID", "Customer number", "Consumer no", "户号编码", "供电户号", "电费户号"},
		},
		CustomerName: {
			Key: "name", Kind: Name, Required: true,
			Titles: []string{"客户名称", "Customer", "用户名称", "户名", "用户姓名", "客户姓名", "用电户名", "用电客户名称", "单位名称", "名称", "姓名", "Customer name", "Name", "客户", "用户", "户主", "户主姓名", "户主名称", "用电人", "用电单位", "Consumer name", "Full name"},
		},
		HolderKind: {
			Key: "kind", Kind: Holder,
			Titles: []string{"客户类型", "Customer kind", "客户性质", "用户性质", "用户类型", "自然人或法人", "Kind", "客户类别", "Customer type"},
		},
		Address: {
			Key: "address", Kind: Text, Joins: true,
			Titles: []string{"用电地址", "Address", "地址", "客户地址", "用户地址", "装表地址", "供电地址", "安装地址", "详细地址", "Supply address", "客户住址", "住址", "用户住址", "用电地点", "坐落", "装机地址", "Site address"},
		},
		UsageCategory: {
			Key: "usage_category", Kind: Category,
			Titles: []string{"用电类别", "Usage category", "用电性质", "用电分类", "用电类型", "Category", "电价类别", "电价分类", "Tariff", "Tariff category"},
		},
		SupplyVoltage: {
			Key: "voltage", Kind: Voltage,
			Titles: []string{"供电电压", "Voltage", "电压等级", "电压", "受电电压", "供电电压等级", "Supply voltage", "Voltage level", "客户电压", "用户电压"},
		},
		ContractedKVA: {
			Key: "contracted_kva", Kind: KVA,
			Titles: []string{"合同容量", "Contracted kVA", "报装容量", "用电容量", "申请容量", "容量", "合约容量", "Contracted capacity", "Capacity", "装见容量", "装机容量", "装接容量", "报装容量", "核定容量", "总容量", "Contract capacity", "Installed capacity"},
		},
		RunningKVA: {
			Key: "running_kva", Kind: KVA,
			Titles: []string{"运行容量", "Running kVA", "实际运行容量", "在运容量", "Running capacity", "生产运行容量"},
		},
		IndustryCode: {
			Key: "industry", Kind: Industry,
			Titles: []string{"行业", "Industry", "行业分类", "行业类别", "行业代码", "国民经济行业", "用电行业", "所属行业"},
		},
		ContactName: {
			Key: "contact", Kind: Name,
			Titles: []string{"联系人", "Contact", "联系人姓名", "经办人", "用电联系人", "Contact name", "Contact person", "联络人", "经办联系人"},
		},
		ContactPhone: {
			Key: "phone", Kind: Phone, Second: OtherPhone,
			Titles: []string{"联系电话", "Phone", "电话", "手机", "手机号", "手机号码", "移动电话", "联系方式", "电话号码", "联系人电话", "Mobile", "Telephone", "Tel", "Phone number", "电话1", "联系电话1", "手机1", "手机号1", "移动号码", "联系号码", "联络电话", "联系手机", "客户电话", "用户电话", "户主电话", "Mobile phone", "Mobile number", "Mobile no", "Cell phone", "Contact phone", "Contact number", "Telephone number"},
		},
		OtherPhone: {
			Key: "phone_other", Kind: Phone,
			Titles: []string{"其他电话", "Other phone", "固定电话", "座机", "办公电话", "备用电话", "联系电话2", "Landline", "电话2", "手机2", "手机号2", "联系方式2", "第二电话", "固话", "Phone 2", "Telephone 2", "Office phone"},
		},
		IDNumber: {
			Key: "id_no", Kind: IDNo,
			Titles: []string{"证件号码", "ID number", "身份证号", "身份证号码", "证件号", "身份证", "证照号码", "ID no", "Identity card", "身份证件号码", "证件编号", "有效证件号码", "户主身份证", "Identity number", "ID card", "ID card no", "ID card number"},
		},
		USCC: {
			Key: "uscc", Kind: IDNo,
			Titles: []string{"统一社会信用代码", "Unified social credit code", "社会信用代码", "信用代码", "营业执照号", "组织机构代码", "USCC"},
		},
		ReadingBook: {
			Key: "reading_book", Kind: Code,
			Titles: []string{"抄表段", "Reading book", "抄表段编号", "抄表段号", "抄表本号", "抄表册", "抄表区段"},
		},
		TransformerArea: {
			Key: "transformer_area", Kind: Text,
			Titles: []string{"台区", "Transformer area", "台区名称", "所属台区", "配变", "公变名称", "台区编号", "变压器", "供电台区", "所属台区名称", "公变台区", "配变名称", "变压器名称", "配变台区", "Transformer", "Transformer district"},
		},
		Manager: {
			Key: "manager", Kind: Name,
			Titles: []string{"客户经理", "Account manager", "台区经理", "客户经理姓名", "责任人", "网格经理", "抄表员", "管户人", "Manager", "Customer manager", "责任人姓名", "台区客户经理", "抄表员姓名", "抄表人", "包片经理", "管理人员", "Meter reader", "Responsible"},
		},
		OpenedOn: {
			Key: "opened_on", Kind: Day,
			Titles: []string{"立户日期", "Opened on", "开户日期", "立户时间", "开户时间", "送电日期", "建户日期", "装表日期", "Opened", "建档日期", "接电日期", "用电开户日期", "Opening date", "Open date", "Connection date", "Date opened"},
		},
		Arrears: {
			Key: "arrears", Kind: Money,
			Titles: []string{"欠费", "Arrears", "欠费金额", "欠缴电费", "电费欠费", "欠费合计", "Outstanding", "欠费总额", "当前欠费", "累计欠费", "欠费余额", "往月欠费", "欠电费", "欠费电费", "Arrears amount", "Balance due", "Amount owed"},
		},
		MeterNo: {
			Key: "meter_no", Kind: Code,
			Titles: []string{"表号", "Meter number", "资产号", "电表号", "电能表号", "电能表编号", "电表编号", "资产编号", "电能表资产号", "电能表资产编号", "表计编号", "Meter no", "Meter", "Asset number", "电能表资产编号", "表计号", "表计资产号", "电表资产号", "电能表出厂编号", "出厂编号", "Meter id"},
		},
		Substation: {
			Key: "substation", Kind: Text,
			Titles: []string{"变电站", "Substation", "变电站名称", "所属变电站", "供电变电站"},
		},
		Line: {
			Key: "line", Kind: Text,
			Titles: []string{"线路", "Line", "线路名称", "所属线路", "供电线路", "10kV线路", "Feeder", "供电线路名称", "馈线", "10千伏线路"},
		},
		Remark: {
			Key: "note", Kind: Text,
			Titles: []string{"备注", "Note", "说明", "备注信息", "Remark", "Remarks", "Notes", "备注栏", "附注", "备注说明", "Comment", "Comments"},
		},
	}}
}

// finishCustomer sorts the one column of document numbers into its two fields,
// and a landline out of the field for mobile numbers; it says of every customer
// whether it is a person.
func finishCustomer(r *Record, today app.Day) {
	id, credit := &r.Values[IDNumber], &r.Values[USCC]
	if !credit.Given && isCreditCode(id.Text) {
		*credit, *id = *id, Value{}
		r.renameNotes("id_no", "uscc")
	}
	phone, other := &r.Values[ContactPhone], &r.Values[OtherPhone]
	if strings.HasPrefix(phone.Text, "0") && !other.Given {
		*phone, *other = Value{}, *phone // a landline
	}
	if running, limit := r.Values[RunningKVA], r.Values[ContractedKVA]; running.Given && limit.Given && running.Int > limit.Int {
		r.Notes = append(r.Notes, Note{Field: "running_kva", Reason: RunningAboveLimit})
	}
	if opened := r.Values[OpenedOn]; opened.Given && today.Before(app.Day(opened.Text)) {
		r.Notes = append(r.Notes, Note{Field: "opened_on", Reason: DayAhead, Text: opened.Text})
	}
	if holder := &r.Values[HolderKind]; !holder.Given {
		kind := app.Person
		if credit.Given || app.LooksLikeOrganisation(r.Values[CustomerName].Text) {
			kind = app.Organisation
		}
		*holder = TextValue(string(kind))
	}
}

// isCreditCode tells a unified social credit code from an identity card number,
// which is as long: it begins with a department, 9 for trade, or holds letters
// before its last sign.
func isCreditCode(text string) bool {
	if len(text) != 18 {
		return false
	}
	for i := range 17 {
		if text[i] >= 'A' && text[i] <= 'Z' {
			return true
		}
	}
	return text[0] == '9'
}
