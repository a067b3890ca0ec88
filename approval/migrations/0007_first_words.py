from django.db import migrations

# A beginning, which the office goes on with: what a text about patients tends to hold, and slips that spelling
# checkers do not know.
PATIENT = [
    ("患者姓名", "不写患者姓名，可写“一位患者”。"),
    ("病人姓名", "不写患者姓名，可写“一位患者”。"),
    ("患者家属姓名", "不写家属姓名。"),
    ("患者住址", "不写住址。"),
    ("患者照片", "确认已取得书面同意，并已遮挡面部。"),
    ("主诉", "不引用病历内容。"),
    ("现病史", "不引用病历内容。"),
    ("既往史", "不引用病历内容。"),
    ("入院诊断", "不引用病历内容。"),
    ("出院诊断", "不引用病历内容。"),
    ("出院小结", "不引用病历内容。"),
    ("病程记录", "不引用病历内容。"),
    ("检查报告单", "不贴出报告单；确需使用时先去掉姓名、编号和条码。"),
    ("化验单", "不贴出化验单；确需使用时先去掉姓名、编号和条码。"),
]
SLIPS = [
    ("截止目前", "应为“截至目前”。"),
    ("截止今日", "应为“截至今日”。"),
    ("帐号", "应为“账号”。"),
    ("帐户", "应为“账户”。"),
    ("既使", "应为“即使”。"),
    ("按装", "应为“安装”。"),
    ("部份", "应为“部分”。"),
    ("凑和", "应为“凑合”。"),
    ("渡假", "应为“度假”。"),
    ("幅射", "应为“辐射”。"),
    ("松驰", "应为“松弛”。"),
    ("水笼头", "应为“水龙头”。"),
    ("再接再励", "应为“再接再厉”。"),
    ("迫不急待", "应为“迫不及待”。"),
    ("一愁莫展", "应为“一筹莫展”。"),
    ("走头无路", "应为“走投无路”。"),
    ("名列前矛", "应为“名列前茅”。"),
    ("穿流不息", "应为“川流不息”。"),
    ("谈笑风声", "应为“谈笑风生”。"),
    ("默守成规", "应为“墨守成规”。"),
    ("出奇不意", "应为“出其不意”。"),
    ("鼎立相助", "应为“鼎力相助”。"),
    ("精兵减政", "应为“精兵简政”。"),
    ("工会代表大会", "核对全称：“会员代表大会”或“职工代表大会”。"),
]


def write_first_words(apps, schema_editor):
    CheckedWord = apps.get_model("approval", "CheckedWord")
    for kind, words in [("patient", PATIENT), ("slip", SLIPS)]:
        CheckedWord.objects.bulk_create(
            [CheckedWord(word=word, kind=kind, advice=advice) for word, advice in words], ignore_conflicts=True
        )


class Migration(migrations.Migration):
    dependencies = [("approval", "0006_checks")]

    operations = [migrations.RunPython(write_first_words, migrations.RunPython.noop)]
