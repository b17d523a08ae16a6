"""What the page Money shows."""

from analytics import (
    cash_by_month,
    churn_by_month,
    credits_by_month,
    engine_cost_by_month,
    mrr_by_month,
    payments_by_outcome,
    renewals_by_learning,
    retention_cohorts,
    revenue_analytics,
    subscription_analytics,
)
from pages.components.admin.blocks import Block

USD = "$%.2f"
MONTH = "MMM YYYY"

MRR = Block(
    mrr_by_month,
    "Monthly recurring revenue",
    "Bars for what moved monthly recurring revenue in each month, and a line for where it stood at its end.",
    {
        "month": "Month",
        "mrr_usd": "MRR",
        "new_usd": "New",
        "expansion_usd": "Larger plan",
        "contraction_usd": "Smaller plan",
        "churn_usd": "Left",
        "reactivation_usd": "Came back",
        "customers": "Customers",
    },
    {"month": MONTH, "mrr_usd": USD, "new_usd": USD, "expansion_usd": USD, "contraction_usd": USD, "churn_usd": USD,
     "reactivation_usd": USD},
    has_future=True,
    totals={"new_usd": "New", "churn_usd": "Left"},
)  # fmt: skip
CASH = Block(
    cash_by_month,
    "Money that came in, beside MRR",
    "Two lines by month: money that came in less tax and refunds, and monthly recurring revenue.",
    {
        "month": "Month",
        "collected_usd": "Collected",
        "tax_usd": "Tax",
        "refunded_usd": "Refunded",
        "fee_usd": "Fees",
        "net_of_tax_usd": "Net of tax",
        "mrr_usd": "MRR",
        "prepaid_usd": "Paid ahead",
    },
    {"month": MONTH} | dict.fromkeys(
        ("collected_usd", "tax_usd", "refunded_usd", "fee_usd", "net_of_tax_usd", "mrr_usd", "prepaid_usd"), USD
    ),
    has_future=True,
    totals={"net_of_tax_usd": "Net of tax", "fee_usd": "Fees"},
)  # fmt: skip
REVENUE = Block(
    revenue_analytics,
    "Net revenue by month",
    "A bar for each month: money received less refunds, in US dollars.",
    {
        "month": "Month",
        "net_revenue": "Net revenue",
        "successful_payers": "Payers",
        "successful_revenue": "Paid in full",
        "refunded_amount": "Refunded",
        "failed_payments": "Failed payments",
        "total_payments": "Payments begun",
        "total_revenue": "Asked for",
    },
    {"month": MONTH, "net_revenue": USD, "successful_revenue": USD, "refunded_amount": USD, "total_revenue": USD},
    totals={"net_revenue": "Net revenue", "refunded_amount": "Refunded", "failed_payments": "Failed payments"},
)
ENGINE = Block(
    engine_cost_by_month,
    "What reading essays costs",
    "Two lines by month: what paid calls of the engine cost, and monthly recurring revenue.",
    {"month": "Month", "essays": "Essays", "paid_calls": "Paid calls", "tokens": "Tokens", "cost_usd": "Cost",
     "mrr_usd": "MRR"},
    {"month": MONTH, "cost_usd": "$%.4f", "mrr_usd": USD},
    totals={"essays": "Essays read", "cost_usd": "Cost"},
)  # fmt: skip
PLANS = Block(
    subscription_analytics,
    "People on each plan",
    "A bar for each plan: how many people have it.",
    {
        "plan_name": "Plan",
        "price_usd": "Price",
        "plan_limit": "Feedbacks a month",
        "active_users": "People",
        "total_usage": "Used this month",
        "avg_usage_per_user": "Used a person",
        "users_at_limit": "At the limit",
    },
    {"price_usd": USD, "avg_usage_per_user": "%.1f"},
)
CHURN = Block(
    churn_by_month,
    "People who left",
    "Bars by month: people who no longer pay, by choice and with a failed payment.",
    {
        "month": "Month",
        "customers_before": "Customers before",
        "customers_left": "Left",
        "left_by_choice": "By choice",
        "left_by_failure": "Payment failed",
        "mrr_before_usd": "MRR before",
        "lost_usd": "MRR lost",
        "contracted_usd": "Smaller plans",
    },
    {"month": MONTH, "mrr_before_usd": USD, "lost_usd": USD, "contracted_usd": USD},
    has_future=True,
    totals={"customers_left": "People who left", "left_by_failure": "With a failed payment", "lost_usd": "MRR lost"},
)
COHORTS = Block(
    retention_cohorts,
    "Who still pays, by month of first payment",
    "A field for each month of first payment and month since: the darker, the more of those people still pay.",
    {"cohort_month": "First paid in", "months_since": "Months since", "customers": "People",
     "still_paying": "Still paying"},
    {"cohort_month": MONTH},
    has_future=True,
)  # fmt: skip
CREDITS = Block(
    credits_by_month,
    "What became of credits",
    "Bars by month for paid plans: credits used, held and not used.",
    {
        "month": "Month",
        "is_paid": "Paid plan",
        "plan_credits": "Of the plans",
        "bonus_credits": "Bonus",
        "used": "Used",
        "held": "Held",
        "unused": "Not used",
        "periods_at_limit": "Ran out",
    },
    {"month": MONTH},
    has_future=True,
    totals={"used": "Credits used", "unused": "Not used", "periods_at_limit": "Months that ran out"},
)
RENEWALS = Block(
    renewals_by_learning,
    "Who renews",
    "A bar for each answer to each question: the share of ended paid terms that were renewed.",
    {"question": "Question", "answer": "Answer", "terms_ended": "Terms ended", "renewed": "Renewed"},
)
OUTCOMES = Block(
    payments_by_outcome,
    "Payments that failed",
    "Bars by month: failed payments that were paid within 14 days, and those that were not.",
    {
        "month": "Month",
        "begun": "Begun",
        "paid": "Paid",
        "failed": "Failed",
        "recovered": "Recovered",
        "refunded": "Refunded",
        "disputed": "Disputed",
    },
    {"month": MONTH},
    totals={"failed": "Failed", "recovered": "Paid in the end", "disputed": "Disputed"},
)
TABS = {
    "Revenue": (MRR, REVENUE, CASH, ENGINE),
    "Subscriptions": (PLANS, CHURN, COHORTS, CREDITS, RENEWALS),
    "Payments": (OUTCOMES,),
}
