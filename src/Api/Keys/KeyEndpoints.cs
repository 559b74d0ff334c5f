using System.Security.Cryptography;
using MediaPipeline.Api.Access;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Access;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MediaPipeline.Api.Keys;

/// <summary><c>/api/v1/keys</c>: for admins.</summary>
internal static class KeyEndpoints
{
    private const string What = "API key", List = "keys";

    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/keys").WithTags("Keys").RequireAuthorization(Scopes.Admin);
        group.MapGet("", ListKeys).Takes(Paging.All).Describe("listKeys", "The API keys, without their secrets.", 400).Produces<Page<KeyView>>();
        group.MapPost("", Create).Describe("createKey", "Makes a key; its secret is shown this once.", 400, 413, 415, 507)
            .Produces<CreatedKey>(StatusCodes.Status201Created);
        group.MapDelete("/{id}", Delete).Describe("deleteKey", "Deletes a key; its sessions end at once.", 404, 409, 507)
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListKeys(HttpRequest request, KeyRing keys, CancellationToken cancellationToken)
    {
        var page = Paging.Of(request);
        var all = await keys.ListAsync(cancellationToken);
        var ordered = all.OrderBy(key => key.CreatedAt).ThenBy(key => key.Id, StringComparer.Ordinal);
        var rest = page.Cursor is { } cursor ? After(ordered, PageCursor.Read(List, cursor, typeof(long), typeof(string)))
            : ordered.Skip((int)Math.Min(page.Offset, all.Count));
        ApiKey[] shown = [.. rest.Take(page.Size + 1)];
        var next = shown.Length <= page.Size ? null : PageCursor.Write(List, shown[page.Size - 1].CreatedAt.UtcTicks, shown[page.Size - 1].Id);
        return TypedResults.Ok(page.Filled<KeyView>([.. shown.Take(page.Size).Select(KeyView.Of)], all.Count, next));
    }

    private static IEnumerable<ApiKey> After(IEnumerable<ApiKey> ordered, IReadOnlyList<object> keys) => ordered.Where(
        key => (key.CreatedAt.UtcTicks, string.CompareOrdinal(key.Id, (string)keys[1])).CompareTo(((long)keys[0], 0)) > 0);

    private static async Task<IResult> Create(CreateKeyBody body, KeyRing keys, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (name, scope) = body.Check();
        var secret = KeySecrets.Create();
        var key = new ApiKey("key_" + RandomNumberGenerator.GetHexString(32, lowercase: true), name, scope, KeySecrets.Hash(secret), clock.GetUtcNow());
        await keys.AddAsync(key, cancellationToken);
        return TypedResults.Created($"/api/v1/keys/{key.Id}", new CreatedKey(key.Id, key.Name, key.Scope, key.CreatedAt, secret));
    }

    private static async Task<IResult> Delete(string id, KeyRing keys, AccessPolicy policy, CancellationToken cancellationToken)
    {
        if (string.Equals(id, KeyRing.ConfiguredId, StringComparison.Ordinal))
        {
            return new ProblemResult(409, ProblemCodes.KeyConfigured,
                "This key comes from the configuration: start the server without --api-key, MEDIAPIPELINE_API_KEY and Access:ApiKey to remove it.");
        }

        var all = await keys.ListAsync(cancellationToken);
        if (policy.KeyRequired && all.Where(key => key.Scope is ApiKeyScope.Admin).Select(key => key.Id).SequenceEqual([id], StringComparer.Ordinal))
        {
            return new ProblemResult(409, ProblemCodes.LastAdminKey, "This is the last admin key, and nobody could make another: make one first.");
        }

        return await keys.RemoveAsync(id, cancellationToken) ? TypedResults.NoContent() : RouteIds.Unknown(What, id);
    }
}
