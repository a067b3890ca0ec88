from home.greetings.occasions import Occasion
from home.models import Greeting

from .editorial import EditorialFactory


class GreetingFactory(EditorialFactory):
    """A greeting to everybody, at nine; at Mid-Autumn unless another occasion is named."""

    class Meta:
        model = Greeting

    occasion = Occasion.MID_AUTUMN
    title = "中秋的问候"
    text = "{称呼}，月圆的晚上，{工会}想起每一位值班的同事。"
