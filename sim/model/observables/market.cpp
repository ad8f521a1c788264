// What models cost and earn, and what labs live on.
#include "measures.hpp"
#include "racesim/core/math.hpp"

namespace racesim::measures {

namespace {

bool traded(const View& v) { return !v.inputs.segments.empty(); }

double revenue(const View& v, int bloc) {
  return bloc_labs(v, bloc, [&](int i) { return v.world.model_market.revenue[i]; });
}

/// Share of the world's total that falls to a bloc; NaN when there is nothing.
double share_of(const View& v, int bloc, double (*value)(const View&, int)) {
  const double world = all_blocs(v, value);
  return world > 0 ? value(v, bloc) / world : none;
}

double open_tokens(const View& v, int bloc) { return v.world.model_market.open_tokens[bloc]; }

double price_at_reference(const View& v, int bloc) {
  const double price = v.world.model_market.price_at_reference[bloc];
  return price > 0 ? price : none;
}

/// Share of the compute of a bloc's labs that serves.
double serving_share(const View& v, int bloc) {
  const double compute = bloc_labs(v, bloc, [&](int i) { return v.world.fleet.compute[i]; });
  const double serving =
      bloc_labs(v, bloc, [&](int i) { return v.world.fleet.compute[i] * v.world.model_market.serving_share[i]; });
  return compute > 0 ? serving / compute : none;
}

/// A number per lab of the market; none where there is no market.
template <class PerLab>
void per_seller(const View& v, std::span<float> out, PerLab&& value) {
  per_lab(v, out, [&](int i) { return traded(v) ? value(i) : none; });
}

constexpr Observable table[] = {
    {"price_at_reference", Shape::bloc, "USD/Mtoken", Record::standard,
     "cheapest million tokens of the reference quality (ECI 126) that buyers of the bloc can have",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return price_at_reference(v, b); }); },
     true},
    {"price_ratio", Shape::world, "1", Record::standard,
     "cheapest price of the reference quality by labs of the leader over that by labs of the follower",
     [](const View& v, std::span<float> out) {
       const double* made = v.world.model_market.price_by_maker.data();
       const double follower = made[v.inputs.follower];
       out[0] = static_cast<float>(follower > 0 && made[v.inputs.leader] > 0 ? made[v.inputs.leader] / follower : none);
     }},
    {"revenue", Shape::bloc, "USD", Record::standard, "revenue of the bloc's labs from models this month",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return revenue(v, b); }); }},
    {"market_share", Shape::bloc, "1", Record::standard, "share of the bloc's labs in the revenue of all labs",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return share_of(v, b, revenue); }); }},
    {"demand_filled", Shape::bloc, "1", Record::standard,
     "share of the bloc's demand for the labs' own services that found compute to serve it",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return traded(v) ? v.world.model_market.filled[b] : none; });
     }},
    {"serving_share", Shape::bloc, "1", Record::standard, "share of the compute of the bloc's labs that serves",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return serving_share(v, b); }); }},
    {"open_use", Shape::bloc, "1", Record::standard, "share of the tokens of open models by the bloc that made them",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return share_of(v, b, open_tokens); }); }},
    {"budget", Shape::bloc, "USD", Record::standard, "money for chips of the bloc's labs this month",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return bloc_labs(v, b, [&](int i) { return v.world.capital.budget[i]; }); });
     }},
    {"raised", Shape::bloc, "USD", Record::standard,
     "money that the bloc's labs raised on expected revenue this month, after the data",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return bloc_labs(v, b, [&](int i) { return v.world.capital.raised[i]; }); });
     }},
    {"cash", Shape::bloc, "USD", Record::standard, "cash of the bloc's labs",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return bloc_labs(v, b, [&](int i) { return v.world.capital.cash[i]; }); });
     }},
    {"exits", Shape::bloc, "count", Record::standard, "labs that have left the race since the start",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return v.world.exits.exits[b]; }); }},
    {"chip_maker_index", Shape::world, "1", Record::standard, "value of chip makers, 1 = without news of rivals",
     [](const View& v, std::span<float> out) { out[0] = static_cast<float>(math::exp(v.world.valuation.log_index)); }},
    {"market_events", Shape::world, "count", Record::standard,
     "models of the follower that surprised investors since the start",
     [](const View& v, std::span<float> out) { out[0] = static_cast<float>(v.world.valuation.events); }},
    {"lab_price", Shape::lab, "USD/Mtoken", Record::full, "price of the lab's best model",
     [](const View& v, std::span<float> out) {
       per_seller(v, out,
                  [&](int i) { return v.world.model_market.price[i] > 0 ? v.world.model_market.price[i] : none; });
     }},
    {"lab_revenue", Shape::lab, "USD", Record::full, "revenue of the lab from models this month",
     [](const View& v, std::span<float> out) {
       per_seller(v, out, [&](int i) { return v.world.model_market.revenue[i]; });
     }},
    {"lab_margin", Shape::lab, "USD", Record::full, "revenue of the lab less the cost of serving this month",
     [](const View& v, std::span<float> out) {
       per_seller(v, out, [&](int i) { return v.world.model_market.margin[i]; });
     }},
    {"lab_market_share", Shape::lab, "1", Record::full,
     "share of the lab's own service in all spending, what else does the job included",
     [](const View& v, std::span<float> out) {
       per_seller(v, out, [&](int i) { return v.world.model_market.market_share[i]; });
     }},
    {"lab_serving_share", Shape::lab, "1", Record::full, "share of the lab's compute that serves",
     [](const View& v, std::span<float> out) {
       per_lab(v, out, [&](int i) { return v.world.model_market.serving_share[i]; });
     }},
    {"lab_cash", Shape::lab, "USD", Record::full, "cash of the lab",
     [](const View& v, std::span<float> out) { per_seller(v, out, [&](int i) { return v.world.capital.cash[i]; }); }},
};

}  // namespace

std::span<const Observable> market_observables() { return table; }

}  // namespace racesim::measures
