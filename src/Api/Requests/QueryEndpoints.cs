using MediaPipeline.Api.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Requests;

/// <summary>The parameters that an endpoint takes, as its metadata.</summary>
internal sealed record TakenParameters(IReadOnlyList<QueryParameter> Parameters);

internal static class QueryEndpoints
{
    /// <summary>
    /// Declares the parameters. Any other is refused, and so is one given twice: a misspelt filter of a bulk command would otherwise match everything.
    /// </summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, params QueryParameter[] parameters)
    {
        var known = parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return endpoint.WithMetadata(new TakenParameters(parameters)).AddEndpointFilter((context, next) =>
        {
            foreach (var (name, values) in context.HttpContext.Request.Query)
            {
                Check(name, values.Count, known, parameters);
            }

            return next(context);
        });
    }

    /// <summary>The value of a parameter; null when it is left out or empty.</summary>
    public static string? Value(this HttpRequest request, QueryParameter parameter) =>
        request.Query.TryGetValue(parameter.Name, out var values) && values.ToString() is { Length: > 0 } value ? value : null;

    private static void Check(string name, int count, HashSet<string> known, QueryParameter[] parameters)
    {
        if (!known.Contains(name))
        {
            var names = string.Join(", ", parameters.Select(parameter => parameter.Name));
            throw RequestRejectedException.BadRequest(ProblemCodes.UnknownParameter, $"There is no parameter '{name}' here: known are {names}.");
        }

        if (count > 1)
        {
            throw RequestRejectedException.BadRequest(ProblemCodes.InvalidParameter, $"'{name}' is given {count} times: give it once.");
        }
    }
}
