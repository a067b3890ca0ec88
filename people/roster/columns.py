"""The columns of a roster: what each is called, and what its words mean."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from ..models import Member
from .cells import fold

# In the order of the template. The headings are Chinese, since that is what a roster has, whoever reads the screen.
HEADINGS = {
    "employee_number": "工号",
    "former_number": "原工号",
    "name": "姓名",
    "gender": "性别",
    "department": "科室",
    "campus": "院区",
    "branch": "分会",
    "union_group": "工会小组",
    "employment": "用工性质",
    "staff_status": "人员状态",
    "started_work_on": "参加工作时间",
    "joined_hospital_on": "来院时间",
    "started_practice_on": "从医时间",
    "birthday": "出生日期",
    "mobile": "手机",
    "email": "邮箱",
    "title": "职务",
    "membership_status": "会籍状态",
}
# Those that a member itself has; the others say which member it is, and where the group belongs.
OF_A_MEMBER = [name for name in HEADINGS if name not in ("former_number", "branch")]
# What is no field of a member, or goes by another name here.
LABELS = {
    "former_number": _("former employee number"),
    "branch": _("branch"),
    "is_active": _("account"),
}
REQUIRED = ["employee_number", "name"]
PARTS = ["department", "campus", "branch", "union_group"]
DATES = ["started_work_on", "joined_hospital_on", "started_practice_on", "birthday"]
# Shown in part only: enough to see that a row is wrong.
PRIVATE = ["birthday", "mobile"]
SYNONYMS = {
    "employee_number": "职工号 员工号 工作证号 人员编号 员工编号 职工编号 人事编号 工号/编号 工号(必填)",
    "former_number": "旧工号 曾用工号 原员工号 原职工号",
    "name": "名字 员工姓名 职工姓名 人员姓名",
    "gender": "男女",
    "department": "部门 所在科室 科室名称 部门名称 科室部门 科室/部门 所在部门 所属科室",
    "campus": "所在院区 所属院区 分院",
    "branch": "工会分会 所属分会 分工会 部门工会",
    "union_group": "小组 工会组 所属工会小组",
    "employment": "编制 编制性质 用工类别 用工形式 人员性质 编制类型 人员类别",
    "staff_status": "状态 在职状态 在岗状态 人员现状",
    "started_work_on": "参加工作日期 工作时间 参工时间",
    "joined_hospital_on": "来院日期 入院时间 入职时间 入职日期 到院时间 进院时间 来本院时间",
    "started_practice_on": "从医日期 从护时间 从医(护)时间 从医从护时间 从业时间",
    "birthday": "生日 出生年月日 出生年月 出生时间",
    "mobile": "手机号 手机号码 联系电话 移动电话 电话 联系方式",
    "email": "电子邮箱 邮件 电子邮件 E-mail 邮箱地址",
    "title": "岗位 职务岗位 职务/岗位 行政职务",
    "membership_status": "会籍 会员状态 工会会籍",
}
# Not here, since hospitals mean different things by them and the office is to be asked: 人事代理, 聘用, 聘用制.
WORDS = {
    "gender": {Member.Gender.FEMALE: "女 女性 F 2", Member.Gender.MALE: "男 男性 M 1"},
    "employment": {
        Member.Employment.PERMANENT: "在编 事业编制 事业编 编内 正式在编 正式编制",
        Member.Employment.QUOTA: "员额 员额制 备案制 人员总量 控制数",
        Member.Employment.CONTRACT: "合同制 合同 编外 编外合同",
        Member.Employment.DISPATCHED: "派遣/临聘 派遣 劳务派遣 临聘 临时 临时工",
        Member.Employment.REHIRED: "返聘 退休返聘",
        Member.Employment.RESIDENT: "规培 规培生 住培 规范化培训 住院医师规范化培训",
    },
    "staff_status": {
        Member.StaffStatus.ACTIVE: "在职 在岗 在院 在册 在职在岗 正常",
        Member.StaffStatus.RETIRED: "退休",
        Member.StaffStatus.HONOURED: "离休",
        Member.StaffStatus.LONG_LEAVE: "长假 长休 长病假 病假 产假 停薪留职 内退",
        Member.StaffStatus.TRAINING: "进修 外出进修 脱产学习",
        Member.StaffStatus.MEDICAL_AID: "援外 援疆 援藏 援非 支援 对口支援 下乡",
        Member.StaffStatus.LEFT: "调出 离职 辞职 辞退 解聘 解除合同 离院 调离 合同到期",
        Member.StaffStatus.DECEASED: "去世 死亡 逝世 病故 已故 身故",
    },
    "membership_status": {
        Member.MembershipStatus.ENROLLED: "在籍 在会 会员 已入会 是",
        Member.MembershipStatus.RETAINED: "保留会籍 保留",
        Member.MembershipStatus.MOVED_OUT: "转出 会籍转出 已转出",
        Member.MembershipStatus.NONE: "非会员 未入会 否 无",
    },
}
EXPORTED_WORDS = {name: {value: words.split()[0] for value, words in kinds.items()} for name, kinds in WORDS.items()}


def label(name: str) -> str:
    """Return what a screen calls a column, or what else an import changes."""
    return str(LABELS[name] if name in LABELS else Member._meta.get_field(name).verbose_name)


def fold_heading(text: str) -> str:
    return fold(text).strip("*：:")


_known = {fold_heading(heading): name for name, heading in HEADINGS.items()}
for _name, _words in SYNONYMS.items():
    _known |= {fold_heading(word): _name for word in _words.split()}


def guess(heading: str) -> str:
    """Return the column that a heading names; an empty string for one that nobody knows."""
    return _known.get(fold_heading(heading), "")


def words_of(name: str) -> dict[str, str]:
    """Return value by folded word for a column with fixed values: the office's words, labels, codes."""
    found = {}
    choices = Member._meta.get_field(name).choices
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            found |= {fold(str(text)): str(value) for value, text in choices}
    found |= {fold(str(value)): str(value) for value, _text in choices}
    return found | {fold(word): str(value) for value, words in WORDS[name].items() for word in words.split()}
