// All texts on the canvas. One table per language; a new language needs a table and a line in words().
//
// {0}, {1} are placeholders. Lists are in the order of their enums (model/campaign.h, model/signature_table.h,
// model/signature_view.h). All other texts of the product are in shared/locale; these are separate because only the
// dashboard needs them.
#pragma once

#include <array>
#include <string_view>

#include "shared/locale/locale.h"

namespace undersigned::dashboard {

struct Words {
  std::string_view campaigns, all_campaigns, choose_campaign;
  std::array<std::string_view, 3> kind;
  std::array<std::string_view, 4> campaign_status;
  std::array<std::string_view, 3> done_one, done_many;  // the verb after the count, by kind of campaign

  std::string_view of_goal, to_go, goal_reached, no_goal;
  std::string_view today, last_hour, pending, withdrawn, quarantined, offline, gained_today;

  std::string_view momentum, by_hour, by_day;
  std::string_view hours_shown, days_shown, day_groups_shown;  // {0} days; {0} days per bar
  std::string_view bar_value_one, bar_value_many, momentum_summary, momentum_empty;

  std::string_view sources, own_page, show_all, show_fewer, sources_empty, share, only_from;

  std::string_view signatures, rows_shown, rows_loading, filter, clear_filter, everyone;
  std::array<std::string_view, 5> signature_status;
  std::array<std::string_view, 7> column;
  std::array<std::string_view, 3> visibility;
  std::string_view nothing_matches, show_row, copy, close, copied, signature;

  std::string_view loading, failed, no_campaigns, no_campaigns_how, no_signatures, no_signatures_how;

  std::array<std::string_view, 12> month;
  std::array<std::string_view, 7> weekday;  // Sunday first
  std::string_view date, date_with_year;    // {0} day, {1} month, {2} year
  std::string_view month_with_year;         // {0} month, {1} year
};

inline constexpr Words kEnglish{
    .campaigns = "Campaigns",
    .all_campaigns = "All campaigns",
    .choose_campaign = "Choose a campaign to see its count, where its signatures come from and who signed.",
    .kind = {"Petition", "Endorsement", "Call-in"},
    .campaign_status = {"Draft", "Open", "Closed", "Won"},
    .done_one = {"person has signed", "organization has endorsed", "person has called"},
    .done_many = {"people have signed", "organizations have endorsed", "people have called"},
    .of_goal = "{0}% of the goal of {1}",
    .to_go = "{0} to go",
    .goal_reached = "Goal reached",
    .no_goal = "No goal set",
    .today = "today",
    .last_hour = "this hour",
    .pending = "not yet confirmed",
    .withdrawn = "withdrawn",
    .quarantined = "to be checked",
    .offline = "collected elsewhere",
    .gained_today = "+{0} today",
    .momentum = "Signatures over time",
    .by_hour = "By hour",
    .by_day = "By day",
    .hours_shown = "Each hour of the last {0} days, in your time",
    .days_shown = "Each day, UTC",
    .day_groups_shown = "Every {0} days, UTC",
    .bar_value_one = "{0} signature",
    .bar_value_many = "{0} signatures",
    .momentum_summary = "{0}. {1} in all, most on {2}: {3}.",
    .momentum_empty = "No signatures in this period. Confirmed signatures appear here as bars.",
    .sources = "Where they signed",
    .own_page = "This server\u2019s page",
    .show_all = "Show all {0}",
    .show_fewer = "Show fewer",
    .sources_empty = "No signatures yet. Sites appear here when people sign on them.",
    .share = "{0}: {1}, {2}",
    .only_from = "Only from {0}",
    .signatures = "Signatures",
    .rows_shown = "{0} of {1}",
    .rows_loading = "{0} of {1} loaded",
    .filter = "Find a name, organization, postcode or comment",
    .clear_filter = "Show all signatures",
    .everyone = "All",
    .signature_status = {"Confirmed", "Pending", "Withdrawn", "Rejected", "To be checked"},
    .column = {"Name", "Organization", "Place", "Source", "Status", "Signed", "Comment"},
    .visibility = {"Name published", "Initials published", "Not published"},
    .nothing_matches = "No signatures found.",
    .show_row = "Show {0}",
    .copy = "Copy",
    .close = "Close",
    .copied = "Copied",
    .signature = "Signature",
    .loading = "Loading\u2026",
    .failed = "The server did not answer. Trying again in {0} s.",
    .no_campaigns = "No campaigns yet",
    .no_campaigns_how = "To add campaigns, write them in a file and run: undersigned-server import-campaigns FILE",
    .no_signatures = "Nobody has signed yet",
    .no_signatures_how =
        "New signatures appear here within seconds. Share the page /p/{0}, or add the widget to a site.",
    .month = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
    .weekday = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
    .date = "{0} {1}",
    .date_with_year = "{0} {1} {2}",
    .month_with_year = "{0} {1}",
};

inline constexpr Words kSpanish{
    .campaigns = "Campañas",
    .all_campaigns = "Todas las campañas",
    .choose_campaign = "Elige una campaña para ver su recuento, de dónde llegan las firmas y quién ha firmado.",
    .kind = {"Petición", "Adhesión", "Llamadas"},
    .campaign_status = {"Borrador", "Abierta", "Cerrada", "Ganada"},
    .done_one = {"persona ha firmado", "organización se ha adherido", "persona ha llamado"},
    .done_many = {"personas han firmado", "organizaciones se han adherido", "personas han llamado"},
    .of_goal = "{0} % de la meta de {1}",
    .to_go = "faltan {0}",
    .goal_reached = "Meta alcanzada",
    .no_goal = "Sin meta",
    .today = "hoy",
    .last_hour = "esta hora",
    .pending = "por confirmar",
    .withdrawn = "retiradas",
    .quarantined = "por revisar",
    .offline = "recogidas en otro lugar",
    .gained_today = "+{0} hoy",
    .momentum = "Firmas en el tiempo",
    .by_hour = "Por hora",
    .by_day = "Por día",
    .hours_shown = "Cada hora de los últimos {0} días, en tu hora local",
    .days_shown = "Cada día, UTC",
    .day_groups_shown = "Cada {0} días, UTC",
    .bar_value_one = "{0} firma",
    .bar_value_many = "{0} firmas",
    .momentum_summary = "{0}. {1} en total, el máximo en {2}: {3}.",
    .momentum_empty = "No hay firmas en este periodo. Las firmas confirmadas aparecen aquí como barras.",
    .sources = "Dónde han firmado",
    .own_page = "La página de este servidor",
    .show_all = "Mostrar los {0}",
    .show_fewer = "Mostrar menos",
    .sources_empty = "Aún no hay firmas. Los sitios aparecen aquí cuando alguien firma en ellos.",
    .share = "{0}: {1}, {2}",
    .only_from = "Solo de {0}",
    .signatures = "Firmas",
    .rows_shown = "{0} de {1}",
    .rows_loading = "{0} de {1} cargadas",
    .filter = "Busca un nombre, organización, código postal o comentario",
    .clear_filter = "Mostrar todas las firmas",
    .everyone = "Todas",
    .signature_status = {"Confirmada", "Pendiente", "Retirada", "Rechazada", "Por revisar"},
    .column = {"Nombre", "Organización", "Lugar", "Origen", "Estado", "Firmado", "Comentario"},
    .visibility = {"Nombre publicado", "Iniciales publicadas", "No publicado"},
    .nothing_matches = "No se encontraron firmas.",
    .show_row = "Mostrar {0}",
    .copy = "Copiar",
    .close = "Cerrar",
    .copied = "Copiado",
    .signature = "Firma",
    .loading = "Cargando\u2026",
    .failed = "El servidor no ha respondido. Se intentará de nuevo en {0} s.",
    .no_campaigns = "Aún no hay campañas",
    .no_campaigns_how =
        "Para añadir campañas, escríbelas en un archivo y ejecuta: undersigned-server import-campaigns ARCHIVO",
    .no_signatures = "Aún no ha firmado nadie",
    .no_signatures_how =
        "Las firmas nuevas aparecen aquí en segundos. Comparte la página /p/{0} o añade el widget a un sitio.",
    .month = {"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"},
    .weekday = {"dom", "lun", "mar", "mié", "jue", "vie", "sáb"},
    .date = "{0} {1}",
    .date_with_year = "{0} {1} {2}",
    .month_with_year = "{0} {1}",
};

inline const Words& words(Locale locale) {
  return locale == Locale::Spanish ? kSpanish : kEnglish;
}

}  // namespace undersigned::dashboard
